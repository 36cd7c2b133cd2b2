import { Component, github, ReleasableCommits, typescript } from 'projen';

/** The version that the generated Go module requires. Runners have an older one, which may not download it. */
export const GO_VERSION = '^1.25.0';

/** Contains npm 11.5 or newer, which can publish without a token. */
export const RELEASE_NODE_VERSION = '24';

/** The types of commits that users can notice. By default projen releases for every commit, of docs and tests too. */
const RELEASABLE_TYPES = ['feat', 'fix', 'perf', 'revert'];
export const RELEASABLE_COMMITS = ReleasableCommits.ofType(RELEASABLE_TYPES);

/** The types that the title of a pull request may have. projen's default is feat, fix and chore. */
export const COMMIT_TYPES = [...RELEASABLE_TYPES, 'bench', 'build', 'chore', 'ci', 'docs', 'refactor', 'style', 'test'];

/** Sets the version of Go in projen's workflows, so that they can build the generated module. */
export class Releases extends Component {
  private readonly workflows: github.GitHub;

  constructor(project: typescript.TypeScriptProject) {
    super(project);
    if (!project.github) {
      throw new Error('the project has no GitHub workflows, and these make the releases');
    }
    this.workflows = project.github;
    this.useGo('build', 'package-go');
  }

  /** projen adds the jobs of a release in its own `preSynthesize`, which runs first. */
  public preSynthesize(): void {
    this.useGo('release', 'release_golang');
  }

  private useGo(workflowName: string, jobName: string): void {
    const workflow = this.workflows.tryFindWorkflow(workflowName);
    const job = workflow?.getJob(jobName) as github.workflows.Job | undefined;
    if (!workflow || !job) {
      throw new Error(`projen no longer has the job '${jobName}' in ${workflowName}.yml; find the job that builds the Go module and set GO_VERSION there`);
    }
    workflow.updateJob(jobName, { ...job, tools: { ...job.tools, go: { version: GO_VERSION } } });
  }
}
