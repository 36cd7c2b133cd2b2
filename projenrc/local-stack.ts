import { Component, Task, typescript } from 'projen';

export interface LocalStackOptions {
  /** What must have run before an app can be synthesised. */
  readonly needs: Task;
}

/** `npx projen local [example]`: synthesises an example and serves it on this machine. */
export class LocalStack extends Component {
  constructor(project: typescript.TypeScriptProject, options: LocalStackOptions) {
    super(project);
    const local = project.addTask('local', {
      description: 'Serve an example on this machine, for instance "npx projen local examples/tutorial"',
      env: { LOCAL_APP: 'examples/quick-start' },
    });
    local.spawn(options.needs);
    local.exec('tsx local/cli.ts', { receiveArgs: true });

    const picture = project.addTask('docs:picture', { description: 'Photograph the page of the local stack for the README; wants Chromium' });
    picture.spawn(options.needs);
    picture.exec('tsx projenrc/tasks/picture-of-page.ts');
  }
}
