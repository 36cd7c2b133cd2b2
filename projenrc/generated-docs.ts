import { Component, typescript } from 'projen';

/** Writes API.md, and the generated pages and parts of pages in docs/ and README.md. */
export class GeneratedDocs extends Component {
  constructor(project: typescript.TypeScriptProject) {
    super(project);
    project.tasks.tryFind('docgen')!.reset('tsx tools/docs/api-reference.ts');
    const docs = project.addTask('docs', {
      description: 'Write the generated pages and parts of pages in docs/ and README.md',
      exec: 'tsx tools/docs/generate-docs.ts',
    });
    project.postCompileTask.spawn(docs);
  }
}
