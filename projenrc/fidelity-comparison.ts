import { Component, typescript } from 'projen';

/** `npx projen test:fidelity`: asks independent emulators what they make of the table in tools/fidelity/. */
export class FidelityComparison extends Component {
  constructor(project: typescript.TypeScriptProject) {
    super(project);
    project.addTask('test:fidelity', {
      description: 'Hold the table of Cognito\'s behaviour against three emulators; --update records what they answer',
      exec: 'tsx tools/fidelity/compare.ts',
      receiveArgs: true,
    });
  }
}
