import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { BENCH, BUILD } from '../settings';

/** The apps in `apps/`. */
export type AppName = 'empty' | 'l1-only' | 'construct' | 'construct-all-routes' | 'solutions-construct' | 'nodejs-functions';

export interface Synthesis {
  /** The whole process, in milliseconds. */
  readonly duration: number;
  /** Resources in all its stacks. */
  readonly resources: number;
}

export interface SynthesisOptions {
  readonly node: string;
  readonly instances?: number;
  /** Whether CDK checks the finished template with its linter, as it does by default. */
  readonly validation: boolean;
}

function countResources(assembly: string): number {
  const templates = readdirSync(assembly).filter((name) => name.endsWith('.template.json'));
  return templates.reduce((sum, name) => sum + Object.keys(JSON.parse(readFileSync(join(assembly, name), 'utf8')).Resources ?? {}).length, 0);
}

/** Synthesises an app once, in a process and a folder of its own. */
export async function runApp(app: AppName, options: SynthesisOptions): Promise<Synthesis> {
  const assembly = mkdtempSync(join(BUILD, 'cdk.out-'));
  try {
    const from = process.hrtime.bigint();
    const child = spawn(options.node, [join(BENCH, 'synth', 'apps', `${app}.js`)], {
      cwd: BENCH,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        CDK_OUTDIR: assembly,
        INSTANCES: String(options.instances ?? 1),
        ...options.validation ? {} : { CDK_VALIDATION: 'false' },
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [[status], errors] = await Promise.all([once(child, 'exit'), text(child.stderr!)]);
    const duration = Number(process.hrtime.bigint() - from) / 1e6;
    if (status !== 0) {
      throw new Error(`${app} could not be synthesised on ${options.node}:\n${errors}`);
    }
    return { duration, resources: countResources(assembly) };
  } finally {
    rmSync(assembly, { recursive: true, force: true });
  }
}
