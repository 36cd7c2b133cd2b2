import { Component, Task, typescript } from 'projen';

export interface BenchmarksOptions {
  /** Writes the handlers' bundles. */
  readonly needs: Task;
  /** Writes the bundle of the local stack's command. */
  readonly localNeeds: Task;
}

/**
 * `npx projen bench`: measures cold starts, warm calls and synthesis, writes bench/results.json, and measures the local stack beside
 * cognito-local. `npx projen bench:local` does the last alone.
 */
export class Benchmarks extends Component {
  constructor(project: typescript.TypeScriptProject, options: BenchmarksOptions) {
    super(project);
    const bench = project.addTask('bench', {
      description: 'Measure handlers, synthesis and the local stack; BENCH_ROUNDS sets how often',
    });
    const local = project.addTask('bench:local', { description: 'Measure the local stack, beside cognito-local' });
    for (const task of [bench, local]) {
      task.spawn(options.needs);
      // Its dependencies are large: other constructs, SDKs, emulators and releases of Node.js. Nothing else needs them.
      task.exec('npm ci --prefix bench --ignore-scripts --no-progress');
    }
    bench.exec('tsx bench/main.ts', { receiveArgs: true });
    for (const task of [bench, local]) {
      task.spawn(options.localNeeds);
      task.exec('tsx bench/local/main.ts');
    }
    project.gitignore.exclude('/bench/.build/');
    project.eslint?.addOverride({
      files: ['bench/**/*.ts'],
      rules: { 'import/no-extraneous-dependencies': ['error', { packageDir: ['.', './bench'] }] },
    });
  }
}
