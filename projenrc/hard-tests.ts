import { Component, Task, typescript } from 'projen';

export interface HardTestsOptions {
  /** What must have run before the shipped bundles can be attacked. */
  readonly needs: Task;
}

/** The tests that attack the shipped bundles, at full length; `npx projen test` runs the same ones, shortened. */
export class HardTests extends Component {
  constructor(project: typescript.TypeScriptProject, private readonly options: HardTestsOptions) {
    super(project);
    this.add(project, 'faults', 'Let every call of every route fail in every way', 'test/faults test/errors');
    this.add(project, 'fuzz', 'Send random and hostile events; FUZZ_RUNS says how many', 'test/fuzz');
    this.add(project, 'soak', 'Mixed load side by side; SOAK_SECONDS says how long', 'test/soak');
  }

  private add(project: typescript.TypeScriptProject, name: string, description: string, folders: string): void {
    const task = project.addTask(`test:${name}`, { description, env: { HARD_TESTS: 'all' } });
    task.spawn(this.options.needs);
    task.exec(`jest ${folders} --ci --coverage=false`, { receiveArgs: true });
  }
}
