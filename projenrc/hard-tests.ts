import { Component, Task, typescript } from 'projen';

/** Leaves the folders of these tests to their own tasks. For `jestOptions.extraCliOptions`. */
export const WITHOUT_HARD_TESTS = ['/node_modules/', '/test/(?:faults|fuzz|soak)/'].map((pattern) => `--testPathIgnorePatterns=${pattern}`);

export interface HardTestsOptions {
  /** Writes the bundles that are attacked. */
  readonly needs: Task;
}

/**
 * The tests that attack the shipped bundles for minutes. They are not part of `npx projen test`: `.ci/run` runs each of
 * them at full length, and `npx jest test/<folder>` a shortened one.
 */
export class HardTests extends Component {
  constructor(project: typescript.TypeScriptProject, private readonly options: HardTestsOptions) {
    super(project);
    this.add(project, 'faults', 'Let every Cognito call of every route fail in every way');
    this.add(project, 'fuzz', 'Send random and hostile events; FUZZ_RUNS sets how many');
    this.add(project, 'soak', 'Send mixed load from several users at once; SOAK_SECONDS sets for how long');
  }

  private add(project: typescript.TypeScriptProject, name: string, description: string): void {
    const task = project.addTask(`test:${name}`, { description, env: { HARD_TESTS: 'all' } });
    task.spawn(this.options.needs);
    task.exec(`jest test/${name} --ci --coverage=false`, { receiveArgs: true });
  }
}
