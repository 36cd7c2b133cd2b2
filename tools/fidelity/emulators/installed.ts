import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is installed, at which versions. */
const PINNED = join(__dirname, 'pinned');

export interface Installation {
  readonly folder: string;
  /** A folder that an emulator may write to. */
  workFolder(name: string): string;
  remove(): void;
}

/**
 * Installs the emulators in a folder of their own, at the pinned versions.
 * @param existing a folder where an earlier call did so, which is used and kept
 */
export function install(existing?: string): Installation {
  const folder = existing ?? mkdtempSync(join(tmpdir(), 'fidelity-'));
  const work = mkdtempSync(join(tmpdir(), 'fidelity-work-'));
  if (existing === undefined) {
    for (const file of ['package.json', 'package-lock.json']) cpSync(join(PINNED, file), join(folder, file));
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress'], { cwd: folder, stdio: 'inherit' });
    execFileSync('python3', ['-m', 'venv', join(folder, 'venv')], { stdio: 'inherit' });
    const requirements = join(PINNED, 'requirements.txt');
    execFileSync(join(folder, 'venv/bin/pip'), ['install', '--quiet', '--disable-pip-version-check', '-r', requirements], { stdio: 'inherit' });
  }
  return {
    folder,
    workFolder: (name) => {
      const path = join(work, name);
      mkdirSync(path, { recursive: true });
      return path;
    },
    remove: () => {
      rmSync(work, { recursive: true, force: true });
      if (existing === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The versions that are compared with, as they are pinned. */
export function pinnedVersions(): Readonly<Record<EmulatorName, string>> {
  const { dependencies } = JSON.parse(readFileSync(join(PINNED, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  const requirements = readFileSync(join(PINNED, 'requirements.txt'), 'utf8');
  const python = (name: string) => new RegExp(`^${name}(?:\\[.*\\])?==(.+)$`, 'm').exec(requirements)![1];
  return { 'cognito-local': dependencies['cognito-local'], 'moto': python('moto'), 'ministack': python('ministack') };
}

export const EMULATORS = ['cognito-local', 'moto', 'ministack'] as const;
export type EmulatorName = typeof EMULATORS[number];
