import { Component, Task, typescript } from 'projen';

export interface IntegrationTestsOptions {
  /** Writes the handlers' bundles. */
  readonly needs: Task;
}

/**
 * The cases of `test/integ/`, which deploy to an AWS account and call what they deployed. Without an account their
 * snapshots are compared with what the sources synthesise now.
 */
export class IntegrationTests extends Component {
  constructor(project: typescript.TypeScriptProject, private readonly options: IntegrationTestsOptions) {
    super(project);
    project.addDevDeps(
      '@aws-cdk/integ-runner@^2.197.10',
      // The newest that asks for no more CDK than the package's own floor.
      '@aws-cdk/integ-tests-alpha@2.239.0-alpha.0',
    );
    project.testTask.spawn(this.add(project, 'integ', 'Compare the snapshots of the integration tests with the sources', ''));
    this.add(project, 'integ:update', 'Write the snapshots anew, without a deployment', '--update-on-failed --dry-run');
    this.add(project, 'integ:deploy', 'Deploy the integration tests to your AWS account, call them and remove them', '--update-on-failed --force');

    // Bundles and what the assertions run are made again for each deployment.
    project.gitignore.exclude('/test/integ/*.snapshot/asset.*', '/test/integ/cdk-integ.out.*');
    project.gitattributes.addAttributes('/test/integ/*.snapshot/**', 'linguist-generated');
    // Checked by a program of their own: the runner's packages are large, and nothing else needs them.
    project.tsconfigDev.addExclude('test/integ');
    project.eslint?.addIgnorePattern('*.snapshot/');
    project.eslint?.addOverride({
      files: ['test/integ/*.ts'],
      rules: {},
      ...{ parserOptions: { project: './test/integ/tsconfig.json' } },
    });
  }

  private add(project: typescript.TypeScriptProject, name: string, description: string, options: string): Task {
    const task = project.addTask(name, {
      description,
      // Resolves the name of the package to its sources.
      env: { TSX_TSCONFIG_PATH: 'tsconfig.dev.json', CDK_DISABLE_CLI_TELEMETRY: 'true' },
    });
    task.spawn(this.options.needs);
    task.exec('tsc --noEmit -p test/integ');
    // The folder comes last, as an option that takes a list would swallow the names of cases that follow it.
    task.exec(`integ-runner --app "tsx {filePath}" --test-regex "^integ\\..*\\.ts$" ${options} --directory test/integ`, { receiveArgs: true });
    return task;
  }
}
