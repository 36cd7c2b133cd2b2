import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { EmulatorName, Installation } from './installed';
import { CannotBeAsked, type CodePurpose } from '../scene';

/** How an emulator is started, and where it shows codes. */
interface Program {
  readonly command: string;
  readonly arguments: (port: number) => readonly string[];
  readonly environment: (port: number) => Readonly<Record<string, string>>;
  readonly code: (purpose: CodePurpose) => string;
}

const none = () => ({});
const unseen = (): never => {
  throw new CannotBeAsked('it shows no codes');
};

const PROGRAMS: Readonly<Record<EmulatorName, (folder: string) => Program>> = {
  'cognito-local': (folder) => ({
    command: process.execPath,
    arguments: () => [join(folder, 'node_modules/cognito-local/lib/bin/start.js')],
    environment: (port) => ({ PORT: String(port), HOST: '127.0.0.1', CODE: '135790' }),
    code: () => '135790',
  }),
  // Makes no codes at all, and takes any.
  'moto': (folder) => ({
    command: join(folder, 'venv/bin/moto_server'),
    arguments: (port) => ['-H', '127.0.0.1', '-p', String(port)],
    environment: none,
    code: () => '135790',
  }),
  // AUTH is its strict mode: signatures, codes and revoked tokens are checked.
  'ministack': (folder) => ({
    command: join(folder, 'venv/bin/ministack'),
    arguments: () => [],
    environment: (port) => ({ AUTH: 'true', GATEWAY_PORT: String(port), BIND_HOST: '127.0.0.1' }),
    code: (purpose) => purpose === 'sign-up' ? '123456' : purpose === 'password' ? '654321' : unseen(),
  }),
};

export interface RunningEmulator {
  readonly name: EmulatorName;
  readonly url: string;
  code(purpose: CodePurpose): string;
  stop(): Promise<void>;
}

/** Starts an emulator on a free port. @throws Error where it does not answer within a minute */
export async function start(name: EmulatorName, installation: Installation): Promise<RunningEmulator> {
  const program = PROGRAMS[name](installation.folder);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const folder = installation.workFolder(name);
  const child = spawn(program.command, program.arguments(port), {
    cwd: folder, stdio: 'ignore', env: { PATH: process.env.PATH, HOME: folder, TMPDIR: folder, ...program.environment(port) },
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  };
  for (let time = 1; time <= 300; time++) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode} before it answered`);
    if (await fetch(url).then(() => true, () => false)) return { name, url, code: program.code, stop };
    await wait(200);
  }
  await stop();
  throw new Error(`${name} did not answer within a minute`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
