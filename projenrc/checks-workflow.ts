import { Component, github, typescript } from 'projen';
import { GO_VERSION } from './releases';

/** Runs on GitHub what must pass before a change lands: the build and the checks around it. */
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
        // As root, because a check that lacks its tool installs it from the distribution.
        { run: 'sudo env "PATH=$PATH" CI=true bash .ci/run' },
      ],
    });
  }
}
