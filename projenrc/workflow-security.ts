import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Component, github, typescript } from 'projen';
import { writeFile } from 'projen/lib/util';

interface Release {
  readonly version: string;
  /** The commit that the release's tag pointed to when it was pinned. */
  readonly commit: string;
}

/** Every action of the workflows. A tag can be moved to other code; a commit cannot. */
const ACTIONS: Readonly<Record<string, Release>> = {
  'actions/checkout': { version: 'v7.0.1', commit: '3d3c42e5aac5ba805825da76410c181273ba90b1' },
  'actions/download-artifact': { version: 'v8.0.1', commit: '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c' },
  'actions/setup-dotnet': { version: 'v6.0.0', commit: 'a98b56852c35b8e3190ac28c8c2271da59106c68' },
  'actions/setup-go': { version: 'v7.0.0', commit: 'b7ad1dad31e06c5925ef5d2fc7ad053ef454303e' },
  'actions/setup-java': { version: 'v6.0.0', commit: 'dd06d9cba3e5552c54d9f8ea23572deb30010f7c' },
  'actions/setup-node': { version: 'v7.0.0', commit: '820762786026740c76f36085b0efc47a31fe5020' },
  'actions/setup-python': { version: 'v7.0.0', commit: '5fda3b95a4ea91299a34e894583c3862153e4b97' },
  'actions/upload-artifact': { version: 'v7.0.1', commit: '043fb46d1a93c77aae656e7c1c64a875d1fc6a0a' },
  'amannn/action-semantic-pull-request': { version: 'v6.1.1', commit: '48f256284bd46cdaab1048c3721360e808335d50' },
};

/** Publishes to every registry, with the registry's token in its environment. */
export const PUBLIB_VERSION = '0.2.1061';

/** Jobs that need fewer permissions than projen gives them. */
const PERMISSIONS: Readonly<Record<string, Readonly<Record<string, github.workflows.JobPermissions>>>> = {
  // Builds, and hands the result to the jobs that publish.
  'release': { release: { contents: github.workflows.JobPermission.READ } },
  // Reads the title. It comments on nothing.
  'pull-request-lint': { validate: { pullRequests: github.workflows.JobPermission.READ } },
};

type Steps = github.workflows.JobStep[] | (() => github.workflows.JobStep[]);

/**
 * Limits what somebody else's code can do in a workflow: actions are pinned to commits, jobs have the permissions they
 * need, a checkout keeps no token, and the jobs that pack and publish run no install scripts.
 */
export class WorkflowSecurity extends Component {
  private readonly workflows: github.GitHub;

  constructor(project: typescript.TypeScriptProject) {
    super(project);
    if (!project.github) {
      throw new Error('the project has no GitHub workflows');
    }
    this.workflows = project.github;
    for (const [action, { commit }] of Object.entries(ACTIONS)) {
      this.workflows.actions.set(action, `${action}@${commit}`);
    }
  }

  /** projen adds the jobs of a release in its own `preSynthesize`, which runs first. */
  public preSynthesize(): void {
    for (const workflow of this.workflows.workflows) {
      for (const [id, job] of Object.entries(workflow.jobs)) {
        if ('steps' in job) {
          workflow.updateJob(id, { ...job, permissions: PERMISSIONS[workflow.name]?.[id] ?? job.permissions, steps: secureSteps(job.steps) });
        }
      }
    }
  }

  /** projen writes YAML without comments; Dependabot and readers look for the version beside the commit. */
  public postSynthesize(): void {
    for (const { file } of this.workflows.workflows) {
      const path = join(this.project.outdir, file!.path);
      writeFile(path, readFileSync(path, 'utf8').replace(/uses: ([^@\s]+)@\S+$/gm, withVersion), { readonly: true });
    }
  }
}

function withVersion(uses: string, action: string): string {
  if (!ACTIONS[action]) {
    throw new Error(`a workflow uses ${action}, which is not pinned; add its version and commit to ACTIONS in projenrc/workflow-security.ts`);
  }
  return `${uses} # ${ACTIONS[action].version}`;
}

/** projen types the steps of a job as an array; those of the build job are a function that makes one. */
function secureSteps(steps: Steps): github.workflows.JobStep[] {
  return typeof steps === 'function' ? (() => steps().map(secureStep)) as never : steps.map(secureStep);
}

function secureStep(step: github.workflows.JobStep): github.workflows.JobStep {
  if (step.uses?.startsWith('actions/checkout@')) {
    return { ...step, with: { ...step.with, 'persist-credentials': false } };
  }
  return step.run === 'cd .repo && npm ci' ? { ...step, run: 'cd .repo && npm ci --ignore-scripts' } : step;
}
