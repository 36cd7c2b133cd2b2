import { Component, typescript } from 'projen';

/** `npx projen upgrade`: installs the newest dependencies and regenerates what depends on them. */
export class Upgrades extends Component {
  constructor(project: typescript.TypeScriptProject) {
    super(project);
    // npm would wait for an answer to "Ok to proceed?". projen locks the task, so its environment is overridden.
    project.tryFindObjectFile('.projen/tasks.json')?.addOverride('tasks.upgrade.env.npm_config_yes', 'true');
    const after = project.upgradeWorkflow?.postUpgradeTask;
    after?.exec('tsx tools/release/fresh-lockfile.ts');
    after?.exec('npm ci');
    // Bundles, notices, the jsii assembly and the generated docs.
    after?.spawn(project.preCompileTask);
    after?.spawn(project.compileTask);
    after?.spawn(project.postCompileTask);
    // The tests that show what a dependency can change unnoticed: the modules outside the bundles, their sizes and licences.
    after?.exec('jest --ci --coverage=false test/bench test/project/third-party-code.test.ts test/handlers');
  }
}
