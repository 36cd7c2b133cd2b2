import { Component, typescript } from 'projen';

/** Writes API.md, docs/http-api.md, docs/local-fidelity.md, the architecture picture, the README's parts and the tables of docs/scaling.md. */
export class GeneratedDocs extends Component {
  constructor(project: typescript.TypeScriptProject) {
    super(project);
    project.tasks.tryFind('docgen')!.reset('tsx tools/docs/api-reference.ts');
    const docs = project.addTask('docs', {
      description: 'Write docs/http-api.md, docs/local-fidelity.md, the architecture picture, the parts of the README and the tables of docs/scaling.md',
      exec: 'tsx tools/docs/generate-docs.ts',
    });
    project.postCompileTask.spawn(docs);
  }
}
