import { Component, typescript } from 'projen';

/** `npx projen upgrade`: newest dependencies, and everything that follows from them. */
export class Upgrades extends Component {
  constructor(project: typescript.TypeScriptProject) {
    super(project);
    const after = project.upgradeWorkflow?.postUpgradeTask;
    after?.exec('tsx projenrc/tasks/fresh-lockfile.ts');
    after?.exec('npm ci');
    // Bundles, their notices, and what jsii and its documents make of the new CDK.
    after?.spawn(project.preCompileTask);
    after?.spawn(project.compileTask);
    after?.spawn(project.postCompileTask);
    // What no release of a dependency may change unseen: what is left out of the bundles, their size, and their licences.
    after?.exec('jest --ci --coverage=false test/bench test/project/third-party-code.test.ts test/handlers');
  }
}
