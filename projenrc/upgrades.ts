import { Component, typescript } from 'projen';

/** `npx projen upgrade`: newest dependencies, and everything that follows from them. */
export class Upgrades extends Component {
  constructor(project: typescript.TypeScriptProject) {
    super(project);
    // Nobody is there to answer npm's "Ok to proceed?" when a script runs it; projen locks the task itself.
    project.tryFindObjectFile('.projen/tasks.json')?.addOverride('tasks.upgrade.env.npm_config_yes', 'true');
    const after = project.upgradeWorkflow?.postUpgradeTask;
    after?.exec('tsx tools/release/fresh-lockfile.ts');
    after?.exec('npm ci');
    // Bundles, their notices, and what jsii and its documents make of the new CDK.
    after?.spawn(project.preCompileTask);
    after?.spawn(project.compileTask);
    after?.spawn(project.postCompileTask);
    // What no release of a dependency may change unseen: what is left out of the bundles, their size, and their licences.
    after?.exec('jest --ci --coverage=false test/bench test/project/third-party-code.test.ts test/handlers');
  }
}
