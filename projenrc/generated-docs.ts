import { Component, typescript } from 'projen';

/** Writes docs/http-api.md and the README's route table from the route table. */
export class GeneratedDocs extends Component {
  constructor(project: typescript.TypeScriptProject) {
    super(project);
    const docs = project.addTask('docs', {
      description: 'Write docs/http-api.md and the route table of the README',
      exec: 'tsx projenrc/tasks/generate-docs.ts',
    });
    project.postCompileTask.spawn(docs);
  }
}
