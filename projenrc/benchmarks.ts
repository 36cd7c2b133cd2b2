import { Component, Task, typescript } from 'projen';

export interface BenchmarksOptions {
  /** What must have run before the shipped bundles can be measured. */
  readonly needs: Task;
}

/** `npx projen bench`: measures cold starts, warm calls and synthesis, and writes bench/results.json. */
export class Benchmarks extends Component {
  constructor(project: typescript.TypeScriptProject, options: BenchmarksOptions) {
    super(project);
    const bench = project.addTask('bench', {
      description: 'Measure handlers and synthesis; BENCH_ROUNDS says how often',
    });
    bench.spawn(options.needs);
    // The tutorial's SDK, other constructs and two releases of Node.js are large, and nothing else needs them.
    bench.exec('npm ci --prefix bench --ignore-scripts --no-progress');
    bench.exec('tsx bench/main.ts', { receiveArgs: true });

    const local = project.addTask('bench:local', { description: 'Measure the local stack, beside cognito-local' });
    local.spawn(options.needs);
    local.exec('npm ci --prefix bench --ignore-scripts --no-progress');
    local.exec('tsx projenrc/tasks/bundle-local.ts');
    local.exec('tsx bench/local/main.ts');
    project.gitignore.exclude('/bench/.build/');
    project.eslint?.addOverride({
      files: ['bench/**/*.ts'],
      rules: { 'import/no-extraneous-dependencies': ['error', { packageDir: ['.', './bench'] }] },
    });
  }
}
