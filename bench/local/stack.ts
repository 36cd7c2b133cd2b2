import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Load, load } from './load';
import { listening } from './processes';
import { spendComparison } from '../../local/cognito/passwords/hash';
import { ROOT } from '../settings';

const STARTS = 5;
const CALLS = 100;
const JANE = JSON.stringify({ email: 'jane@example.com', password: 'Correct-Horse-7' });

export interface StackFigures {
  /** Medians in milliseconds, after synthesis: of the stack alone, and of the whole process. */
  readonly ready: number;
  readonly process: number;
  /** What a comparison of a password costs, in milliseconds. */
  readonly hash: number;
  readonly login: Load;
  readonly private: Load;
}

const median = (values: number[]) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];

/** The shipped command with the quick start. */
export async function measureStack(): Promise<StackFigures> {
  const assembly = mkdtempSync(join(tmpdir(), 'bench-local-'));
  const start = () => listening([join(ROOT, 'bin/cdk-cognito-password-auth.js'), 'local', assembly, '--port', '0', '--json'], /"event":"ready","url":"([^"]+)"/);
  try {
    execFileSync(process.execPath, ['--import', 'tsx', 'examples/quick-start/app.ts'], { cwd: ROOT, env: { ...process.env, CDK_OUTDIR: assembly }, stdio: 'inherit' });
    withoutThrottles(join(assembly, 'QuickStart.template.json'));
    const ready: number[] = [];
    const whole: number[] = [];
    for (let round = 0; round < STARTS; round += 1) {
      const started = await start();
      ready.push(JSON.parse(started.line).milliseconds);
      whole.push(started.milliseconds);
      await started.stop();
    }
    const stack = await start();
    try {
      const post = (path: string, init: RequestInit) => fetch(`${stack.url}/user${path}`, { method: 'POST', ...init }).then(succeeded);
      const json = { headers: { 'Content-Type': 'application/json' }, body: JANE };
      await post('/signup', json);
      const { token } = JSON.parse(await post('/login', json));
      return {
        ready: median(ready),
        process: median(whole),
        hash: await hashing(),
        login: await load(() => post('/login', json), CALLS),
        private: await load(() => post('/private', { headers: { Authorization: token } }), CALLS),
      };
    } finally {
      await stack.stop();
    }
  } finally {
    rmSync(assembly, { recursive: true, force: true });
  }
}

/** What the stage and its methods admit in a second is less than what is to be measured. */
function withoutThrottles(file: string): void {
  const template = JSON.parse(readFileSync(file, 'utf8'));
  for (const { Type, Properties } of Object.values<any>(template.Resources)) {
    if (Type === 'AWS::ApiGateway::Stage') delete Properties.MethodSettings;
  }
  writeFileSync(file, JSON.stringify(template));
}

async function hashing(): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < CALLS; round += 1) {
    const began = performance.now();
    await spendComparison('Correct-Horse-7');
    times.push(performance.now() - began);
  }
  return median(times);
}

async function succeeded(response: Response): Promise<string> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
  return text;
}
