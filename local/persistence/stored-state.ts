import { existsSync } from 'node:fs';
import { Clock } from '../clock';
import { PoolStates, restorePool, StoredPool, storePool } from '../cognito';
import { LocalStackError } from '../errors';
import { readJsonFile } from '../json-file';

const FORMAT = 'cdk-cognito-password-auth local state';
const VERSION = 1;
const WHAT = 'the state file';

interface StoredState {
  readonly format: string;
  readonly version: number;
  /** Name of the stack whose users these are. */
  readonly stack: string;
  /** By logical id. */
  readonly pools: Readonly<Record<string, StoredPool>>;
}

const text = { type: 'string' };
const number = { type: 'number' };
/** Draft 4 has no empty list of required members. */
const object = (properties: Record<string, object>, optional: Record<string, object> = {}) =>
  ({ type: 'object', properties: { ...properties, ...optional }, ...Object.keys(properties).length > 0 ? { required: Object.keys(properties) } : {} });
const map = (values: object) => ({ type: 'object', additionalProperties: values });
const list = (items: object) => ({ type: 'array', items });

const USER = object({
  sub: text,
  username: text,
  enabled: { type: 'boolean' },
  status: { enum: ['UNCONFIRMED', 'CONFIRMED', 'FORCE_CHANGE_PASSWORD', 'RESET_REQUIRED'] },
  createdAt: number,
  modifiedAt: number,
  attributes: map(text),
  pendingAttributes: map(text),
  passwordHistory: list(text),
  signInFailures: object({ count: number, lockedUntil: number, lastAt: number }),
  codes: object({}),
  attempts: map(list(number)),
  mfa: object({ enabled: list(text) }),
  groups: list(text),
}, { password: object({ hash: { type: 'string', pattern: '^scrypt\\$\\d+\\$[\\w-]+\\$[\\w-]+$' }, temporary: { type: 'boolean' }, setAt: number }) });

const GRANT = object({
  id: text,
  eventId: text,
  sub: text,
  clientId: text,
  authTime: number,
  expiresAt: number,
  revoked: { type: 'boolean' },
  refreshTokens: list(object({ digest: text })),
  accessTokens: list(text),
});

const KEY = object({ kid: text, privateKey: text });

const STATE = object({ stack: text, pools: map(object({ users: list(USER), keys: object({}, { id: KEY, access: KEY }), grants: list(GRANT) })) });

/** What a state file said. */
export interface RestoredState {
  readonly stack: string;
  readonly states: PoolStates;
}

/**
 * Reads a state file.
 *
 * @returns undefined where there is none yet
 * @throws LocalStackError where there is one which this release did not write; it is left as it is
 */
export function readState(file: string, clock: Clock): RestoredState | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const { version } = readJsonFile(file, WHAT, object({ format: { enum: [FORMAT] }, version: number })) as StoredState;
    if (version !== VERSION) throw new LocalStackError(`${WHAT} ${file} has version ${version}, and this release reads version ${VERSION}`);
    const { stack, pools } = readJsonFile(file, WHAT, STATE) as StoredState;
    return { stack, states: new Map(Object.entries(pools).map(([logicalId, stored]) => [logicalId, restore(file, logicalId, stored, clock)])) };
  } catch (error) {
    if (!(error instanceof LocalStackError)) throw error;
    throw new LocalStackError(`${error.message}; nothing was changed: move it away to start without users`);
  }
}

function restore(file: string, logicalId: string, stored: StoredPool, clock: Clock) {
  try {
    return restorePool(stored, clock);
  } catch (error) {
    throw new LocalStackError(`${WHAT} ${file} is not as expected: a key of pools.${logicalId} cannot be read: ${(error as Error).message}`);
  }
}

/** The state as text, in the order of the file before it: the same state is the same text. */
export function writeState(stack: string, states: PoolStates): string {
  const pools = Object.fromEntries([...states].map(([logicalId, state]) => [logicalId, storePool(state)]));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, stack, pools } satisfies StoredState, null, 2)}\n`;
}
