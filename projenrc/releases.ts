import { Component, github, ReleasableCommits, typescript } from 'projen';

/** The generated Go module names it, and a runner's older one is not allowed to fetch it. */
export const GO_VERSION = '^1.25.0';

/** npm publishes without a token from version 11.5 on, which comes with this release of Node.js. */
export const RELEASE_NODE_VERSION = '24';

/** What is worth a version: whatever a user could notice. projen's own default is every commit, one of docs or tests too. */
const RELEASABLE_TYPES = ['feat', 'fix', 'perf', 'revert'];
export const RELEASABLE_COMMITS = ReleasableCommits.ofType(RELEASABLE_TYPES);

/** What a pull request may be called; projen's own list is feat, fix and chore. */
export const COMMIT_TYPES = [...RELEASABLE_TYPES, 'bench', 'build', 'chore', 'ci', 'docs', 'refactor', 'style', 'test'];

/** What projen's workflows lack: a Go that can build the generated module. */
export class Releases extends Component {
  private readonly workflows: github.GitHub;

  constructor(project: typescript.TypeScriptProject) {
    super(project);
    if (!project.github) {
      throw new Error('releases are made by workflows of GitHub');
    }
    this.workflows = project.github;
    this.useGo('build', 'package-go');
  }

  /** projen adds the jobs of a release only now, and fits them out with a Go of its own choice. */
  public preSynthesize(): void {
    this.useGo('release', 'release_golang');
  }

  private useGo(workflowName: string, jobName: string): void {
    const workflow = this.workflows.tryFindWorkflow(workflowName);
    const job = workflow?.getJob(jobName) as github.workflows.Job | undefined;
    if (!workflow || !job) {
      throw new Error(`projen has no job ${jobName} in ${workflowName}.yml any more; look whether GO_VERSION still gets to the Go module`);
    }
    workflow.updateJob(jobName, { ...job, tools: { ...job.tools, go: { version: GO_VERSION } } });
  }
}
