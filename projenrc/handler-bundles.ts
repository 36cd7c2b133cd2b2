import { Component, typescript } from 'projen';

/**
 * Bundles every `src/handlers/*.lambda.ts` into `assets/<name>/index.mjs`, which the package ships:
 * whoever installs it needs no esbuild, Docker or network to synthesise.
 */
export class HandlerBundles extends Component {
  constructor(project: typescript.TypeScriptProject) {
    super(project);
    project.addDevDeps('esbuild@^0.28.2');

    const bundle = project.addTask('bundle', {
      description: 'Bundle the Lambda handlers into assets/',
      exec: 'tsx projenrc/tasks/bundle-handlers.ts',
      receiveArgs: true,
    });
    // Constructs and tests read the bundles from disk, so they exist before either is compiled or run.
    project.preCompileTask.spawn(bundle);

    project.gitignore.exclude('/assets/');
    project.npmignore?.include('/assets/');
    // The bundles are what runs; the modules that they were made from would only add weight.
    project.npmignore?.exclude('/lib/handlers/');
  }
}
