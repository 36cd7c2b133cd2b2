import { existsSync, readFileSync } from 'node:fs';
import { Answer, serve, ServedConstruct } from './stack';

/** Passwords and other secrets that a client sends, each easy to find wherever it leaks. */
export const CANARY = {
  password: 'Canary-First-7531',
  newPassword: 'Canary-Second-8642',
  wrongPassword: 'Canary-Wrong-9753',
  path: 'Canary-Path-1111',
  header: 'Canary-Header-2222',
} as const;

/** Serves constructs, and collects the secrets that pass through them and every place where one could leak. */
export class CanaryRecorder {
  /** What must not leak: the canaries, and the tokens, codes and sessions of successful answers. */
  public readonly secrets = new Set<string>(Object.values(CANARY));
  /** The routes that were called, as `POST /login`. */
  public readonly called = new Set<string>();
  /** The answers with a status of 400 or more. */
  public readonly failures: Answer[] = [];
  public readonly stacks: ServedConstruct[] = [];
  private readonly printed: string[] = [];
  private readonly processes: number[] = [];

  /** Serves a construct. Whatever is sent to it and comes back is recorded. */
  public async serve(...[props, build]: Parameters<typeof serve>): Promise<ServedConstruct> {
    const stack = await serve(props, build, {
      log: (line) => void this.printed.push(line),
      onFunctionStart: ({ pid }) => void this.processes.push(pid),
    });
    this.stacks.push(stack);
    const call: ServedConstruct['call'] = async (method, path, options) => {
      this.called.add(`${method} ${path}`);
      return this.record(await stack.call(method, path, options));
    };
    const codeFor = (to: string) => {
      const code = stack.codeFor(to);
      this.secrets.add(code);
      return code;
    };
    return { ...stack, call, codeFor, post: (path, body, token) => call('POST', path, { body, token }) };
  }

  public record(answer: Answer): Answer {
    if (answer.status >= 400) {
      this.failures.push(answer);
    } else {
      Object.values<unknown>(answer.json ?? {}).filter(looksSecret).forEach((value) => this.secrets.add(value));
    }
    return answer;
  }

  /** Every line that the functions or the local stack printed. */
  public get lines(): string[] {
    return [...this.stacks.flatMap(({ logs }) => logs), ...this.printed];
  }

  public get functionCount(): number {
    return this.processes.length;
  }

  /** The environments of the function processes that still run. Only Linux shows the one of another process. */
  public environments(): string[] {
    return this.processes.map((pid) => `/proc/${pid}/environ`).filter(existsSync).map((path) => readFileSync(path, 'utf8'));
  }

  /** Those of the texts that hold a secret. */
  public leaksIn(texts: readonly string[]): string[] {
    return texts.filter((text) => [...this.secrets].some((secret) => holds(text, secret)));
  }

  public async close(): Promise<void> {
    for (const stack of this.stacks) await stack.close();
  }
}

/** Tokens and sessions are long and have no spaces; messages have. */
function looksSecret(value: unknown): value is string {
  return typeof value === 'string' && value.length > 24 && !value.includes(' ');
}

/** A code is six digits, which a longer number can contain by chance. */
function holds(text: string, secret: string): boolean {
  return /^\d{6}$/.test(secret) ? new RegExp(`(?<![0-9a-f])${secret}(?![0-9a-f])`).test(text) : text.includes(secret);
}
