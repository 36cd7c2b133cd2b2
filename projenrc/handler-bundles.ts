import { Component, Task, typescript } from 'projen';
import { ShippedBundle } from './third-party-code';

/**
 * Bundles every `src/handlers/*.lambda.ts` into `assets/<name>/index.mjs`, which the package ships:
 * an app that uses it synthesises without esbuild, Docker or network.
 */
export class HandlerBundles extends Component implements ShippedBundle {
  public readonly task: Task;
  public readonly metafile = '.bundles/handlers.json';

  constructor(project: typescript.TypeScriptProject) {
    super(project);
    project.addDevDeps('esbuild@^0.28.2');

    this.task = project.addTask('bundle', {
      description: 'Bundle the Lambda handlers into assets/',
      exec: `tsx tools/bundle/bundle-handlers.ts ${this.metafile}`,
    });
    // Constructs and tests read the bundles from disk, so these are written first.
    project.preCompileTask.spawn(this.task);

    project.gitignore.exclude('/assets/');
    project.npmignore?.include('/assets/');
    // Only the bundles run; the modules they are made from would only make the package larger.
    project.npmignore?.exclude('/lib/handlers/');
  }
}
