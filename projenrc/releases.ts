import { Component, github, typescript } from 'projen';

/** The generated Go module names it, and a runner's older one is not allowed to fetch it. */
export const GO_VERSION = '^1.25.0';

/** npm publishes without a token from version 11.5 on, which comes with this release of Node.js. */
export const RELEASE_NODE_VERSION = '24';

/** What projen's workflows lack: a Go that can build the generated module. */
export class Releases extends Component {
  constructor(project: typescript.TypeScriptProject) {
    super(project);
    const build = project.github?.tryFindWorkflow('build');
    const job = build?.getJob('package-go') as github.workflows.Job | undefined;
    if (!build || !job) {
      throw new Error('projen packs the Go module in another place than before; look whether GO_VERSION still gets there');
    }
    build.updateJob('package-go', { ...job, tools: { ...job.tools, go: { version: GO_VERSION } } });
  }
}
