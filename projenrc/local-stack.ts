import { Component, Task, typescript } from 'projen';
import { ShippedBundle } from './third-party-code';

export interface LocalStackOptions {
  /** Writes the handlers' bundles. */
  readonly needs: Task;
}

/**
 * The local stack: `npx projen local [example]` serves an example from the sources, and the package ships the same program
 * as its command and as a library for tests, each bundled into one file.
 */
export class LocalStack extends Component implements ShippedBundle {
  public readonly task: Task;
  public readonly metafile = '.bundles/local.json';

  constructor(project: typescript.TypeScriptProject, options: LocalStackOptions) {
    super(project);
    const local = project.addTask('local', {
      description: 'Serve an example on this machine, for instance "npx projen local examples/tutorial"',
      env: { LOCAL_APP: 'examples/quick-start' },
    });
    local.spawn(options.needs);
    local.exec('tsx local/cli.ts', { receiveArgs: true });

    const picture = project.addTask('docs:picture', { description: 'Photograph the page of the local stack for the README; needs Chromium' });
    picture.spawn(options.needs);
    picture.exec('tsx tools/docs/picture-of-page.ts');

    this.task = project.addTask('bundle:local', {
      description: 'Bundle the local stack into bin/',
      exec: `tsx tools/bundle/bundle-local.ts ${this.metafile}`,
    });
    project.preCompileTask.spawn(this.task);
    project.gitignore.exclude('/bin/');
    project.npmignore?.include('/bin/');
    this.publish(project);
  }

  private publish(project: typescript.TypeScriptProject): void {
    project.package.addBin({ [project.package.packageName]: 'bin/cdk-cognito-password-auth.js' });
    project.package.addField('exports', {
      '.': { types: './lib/index.d.ts', default: './lib/index.js' },
      './local': { types: './bin/local.d.ts', default: './bin/local.js' },
      // Tools of jsii read files of the package by their paths.
      './.jsii': './.jsii',
      './*': './*',
    });
    // TypeScript before `exports`: with the module resolution "node".
    project.package.addField('typesVersions', { '*': { local: ['./bin/local.d.ts'] } });
  }
}
