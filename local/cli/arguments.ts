import { parseArgs } from 'node:util';
import { parseQuotas } from './quotas';
import { UsageError } from './usage-error';
import { Quotas } from '../cognito';

/** What the command line asks for. */
export interface CliArguments {
  /** Folder of a cloud assembly or of a CDK app. */
  readonly folder?: string;
  /** Command that synthesises the app. */
  readonly app?: string;
  readonly stack?: string;
  readonly port: number;
  readonly watch: boolean;
  /** File of users to begin with. */
  readonly seed?: string;
  /** File that keeps the users. */
  readonly persist?: string;
  /** What Cognito lets the account call in a second. */
  readonly quotas?: Quotas;
  readonly json: boolean;
  readonly help: boolean;
}

const DEFAULT_PORT = 3000;

export const USAGE = `Usage: cdk-cognito-password-auth local [folder | --app "COMMAND"] [options]

Serves a synthesised stack on 127.0.0.1, on this machine only: REST APIs, Node.js functions, user pools and policies.

  folder          a cloud assembly (cdk.out), or a CDK app with a cdk.json;
                  default: the app of this folder, or else its cdk.out
  --app COMMAND   synthesises with this command first, as the app of a cdk.json would
  --stack NAME    the stack to serve; needed where there are several
  --port N        default: the variable PORT, or ${DEFAULT_PORT}; 0 takes any free one
  --watch         takes over each new version without losing users
  --seed FILE     users to begin with: {"users": [{"email": "…", "password": "…"}]}
  --persist FILE  keeps users and sign-ins in a file that only you can read
  --quotas        imposes Cognito's request quotas: what is above is answered as too many requests
  --quota NAME=N  the same, with N requests a second in one category, such as UserAuthentication=2; may be repeated
  --json          prints one JSON object a line
  --help          shows this

NO_COLOR=1 switches colours off, FORCE_COLOR=1 on.
Ends with status 0 on Ctrl-C or SIGTERM, 1 where the stack cannot be served, 2 where the command line is not understood.`;

/**
 * Reads the command line.
 *
 * @param environment - for `PORT`, and for `LOCAL_APP`: the folder where the command line names none
 * @throws UsageError
 */
export function parseCliArguments(argv: readonly string[], environment: Readonly<Record<string, string | undefined>>): CliArguments {
  const { values, positionals } = parse(argv);
  if (positionals.includes('')) throw new UsageError('the folder to serve is an empty word');
  const empty = (['app', 'stack', 'seed', 'persist'] as const).find((name) => values[name] === '');
  if (empty) throw new UsageError(`--${empty} needs a value that is not empty`);
  if (positionals.length > 1) throw new UsageError(`one folder is served, not ${positionals.length}: ${positionals.join(', ')}`);
  if (values.app !== undefined && positionals.length > 0) throw new UsageError(`--app and a folder exclude each other: ${positionals[0]}`);
  return {
    folder: values.app === undefined ? positionals[0] ?? environment.LOCAL_APP : undefined,
    app: values.app,
    stack: values.stack,
    port: parsePort(values.port, '--port') ?? parsePort(environment.PORT || undefined, 'PORT') ?? DEFAULT_PORT,
    watch: values.watch ?? false,
    seed: values.seed,
    persist: values.persist,
    quotas: parseQuotas(values.quotas ?? false, values.quota ?? []),
    json: values.json ?? false,
    help: values.help ?? false,
  };
}

function parse(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        app: text,
        stack: text,
        port: text,
        watch: flag,
        seed: text,
        persist: text,
        quotas: flag,
        quota: { type: 'string', multiple: true },
        json: flag,
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}; --help shows what is understood`);
  }
}

function parsePort(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError(`${name} must be a port number from 0 to 65535, got '${text}'`);
  return port;
}
