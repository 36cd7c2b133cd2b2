import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly permissions?: unknown;
  readonly env?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = '.github/workflows';

export const WORKFLOWS: readonly string[] = readdirSync(FOLDER).map((file) => file.replace(/\.yml$/, ''));

export const workflowText = (name: string): string => readFileSync(join(FOLDER, `${name}.yml`), 'utf8');

/** A workflow as GitHub reads it. */
export const readWorkflow = (name: string): Workflow => parse(workflowText(name));

/** The steps of all jobs of a workflow. */
export const stepsOf = (name: string): Step[] => Object.values(readWorkflow(name).jobs).flatMap(({ steps }) => steps);

/** A task of projen, as `npx projen <name>` runs it. */
export function readTask(name: string): { readonly env: Readonly<Record<string, string>>; readonly steps: readonly { readonly exec: string }[] } {
  return JSON.parse(readFileSync('.projen/tasks.json', 'utf8')).tasks[name];
}
