import { Component, github, typescript } from 'projen';
import { GO_VERSION } from './releases';

/** Runs `.ci/run` on GitHub, for every pull request and on main. */
export class ChecksWorkflow extends Component {
  constructor(project: typescript.TypeScriptProject) {
    super(project);
    const workflow = project.github?.addWorkflow('checks');
    workflow?.on({ pullRequest: {}, push: { branches: ['main'] } });
    workflow?.addJob('checks', {
      runsOn: ['ubuntu-latest'],
      timeoutMinutes: 90,
      permissions: { contents: github.workflows.JobPermission.READ },
      steps: [
        github.WorkflowSteps.checkout(),
        { uses: 'actions/setup-node@v7.0.0', with: { 'node-version': '20' } },
        { uses: 'actions/setup-go@v7.0.0', with: { 'go-version': GO_VERSION } },
        // As root, because a check installs missing tools from the distribution.
        { run: 'sudo env "PATH=$PATH" CI=true bash .ci/run' },
      ],
    });
  }
}
