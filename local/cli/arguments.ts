import { parseArgs } from 'node:util';
import { parseQuotas } from './quotas';
import { Quotas } from '../cognito';
import { LocalStackError } from '../errors';

/** What the command line asks for. */
export interface CliArguments {
  /** Folder of a cloud assembly or of a CDK app. */
  readonly folder: string;
  readonly stack?: string;
  readonly port: number;
  /** What Cognito lets the account call in a second. */
  readonly quotas?: Quotas;
  readonly help: boolean;
}

const DEFAULT_PORT = 3000;

export const USAGE = `Usage: local <cdk.out folder | folder of a CDK app> [--stack NAME] [--port N] [--quotas] [--quota CATEGORY=N]

Serves a synthesised stack on 127.0.0.1: REST APIs, Node.js functions, user pools and policies.

  --stack NAME          the stack to serve; needed where there are several
  --port N              default: the variable PORT, or ${DEFAULT_PORT}
  --quotas              imposes Cognito's request quotas: what is above is answered as too many requests
  --quota CATEGORY=N    the same, with N requests a second in one category, such as UserAuthentication=2; may be repeated
  --help                shows this

Ends with status 0 on Ctrl-C or SIGTERM, with 1 where the stack cannot be served.`;

/**
 * Reads the command line.
 *
 * @param environment - for `PORT`, and for `LOCAL_APP`: the folder where the command line names none
 * @throws LocalStackError where it is not understood
 */
export function parseCliArguments(argv: readonly string[], environment: Readonly<Record<string, string | undefined>>): CliArguments {
  const { values, positionals } = parse(argv);
  if (positionals.length > 1) throw new LocalStackError(`one folder is served, not ${positionals.length}: ${positionals.join(', ')}`);
  return {
    folder: positionals[0] ?? environment.LOCAL_APP ?? 'cdk.out',
    stack: values.stack,
    port: parsePort(values.port, '--port') ?? parsePort(environment.PORT || undefined, 'PORT') ?? DEFAULT_PORT,
    quotas: parseQuotas(values.quotas ?? false, values.quota ?? []),
    help: values.help ?? false,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        stack: { type: 'string' },
        port: { type: 'string' },
        quotas: { type: 'boolean' },
        quota: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new LocalStackError(`${(error as Error).message.split('. ')[0]}; --help shows what is understood`);
  }
}

function parsePort(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new LocalStackError(`${name} must be a port number from 0 to 65535, got '${text}'`);
  return port;
}
