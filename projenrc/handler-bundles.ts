import { Component, Task, typescript } from 'projen';
import { ShippedBundle } from './third-party-code';

/**
 * Bundles every `src/handlers/*.lambda.ts` into `assets/<name>/index.mjs`, which the package ships:
 * whoever installs it needs no esbuild, Docker or network to synthesise.
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
    // Constructs and tests read the bundles from disk, so they exist before either is compiled or run.
    project.preCompileTask.spawn(this.task);

    project.gitignore.exclude('/assets/');
    project.npmignore?.include('/assets/');
    // The bundles are what runs; the modules that they were made from would only add weight.
    project.npmignore?.exclude('/lib/handlers/');
  }
}
