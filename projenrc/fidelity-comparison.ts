import { Component, typescript } from 'projen';

/** `npx projen test:fidelity`: compares the table of Cognito's behaviour in tools/fidelity/ with independent emulators. */
export class FidelityComparison extends Component {
  constructor(project: typescript.TypeScriptProject) {
    super(project);
    project.addTask('test:fidelity', {
      description: 'Compare the table of Cognito\'s behaviour with three emulators; --update records their responses',
      exec: 'tsx tools/fidelity/compare.ts',
      receiveArgs: true,
    });
  }
}
