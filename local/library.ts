import { DEFAULT_QUOTAS } from './cognito';
import * as stack from './stack';

/*
 * What the package offers tests as `cdk-cognito-password-auth/local`. Its declarations are made from this file alone,
 * so every type of the interface is spelled out here.
 */

/** What is served, and how. */
export interface LocalStackOptions {
  /** Folder of the cloud assembly: `app.synth().directory`, or the `cdk.out` of `cdk synth`. */
  readonly assembly: string;
  /** Name of the stack. @default - the only one of the assembly */
  readonly stack?: string;
  /** @default - any free port */
  readonly port?: number;
  /** Users to begin with. @default - none */
  readonly users?: readonly LocalUser[];
  /** A file that keeps users, keys and sign-ins from one run to the next. @default - everything is gone at the end */
  readonly persist?: string;
  /** Whether Cognito's request quotas are imposed. @default false */
  readonly quotas?: boolean;
  /** Receives what the functions print and what went wrong behind an "Internal server error". @default - nobody does */
  readonly log?: (line: string) => void;
}

/** A stack that runs on this machine, on 127.0.0.1 only. */
export interface LocalStack {
  /** Address of the first REST API, such as `http://127.0.0.1:3000`, without a slash at its end. */
  readonly url: string;
  /** The same with the name of the API's stage. */
  readonly stageUrl: string;
  /** All REST APIs: the first answers at the root, each other one below `/<logical id>`. */
  readonly apis: readonly LocalApi[];
  /** The messages that Cognito would have sent. */
  readonly outbox: LocalOutbox;
  /** The time that Cognito and the gateway go by. */
  readonly clock: LocalClock;
  readonly users: LocalUsers;
  /** The requests that were answered, oldest first, each with its calls to Cognito; only the latest are kept. */
  requests(): readonly LocalRequest[];
  /**
   * Takes over another version of the stack, with all users and sign-ins.
   *
   * @param assembly - @default - the same folder, read anew
   * @throws where it cannot be served; the old version then goes on
   */
  update(assembly?: string): Promise<void>;
  /** Ends the servers and every function's process. */
  close(): Promise<void>;
}

export interface LocalApi {
  readonly logicalId: string;
  readonly name: string;
  /** Without a slash at its end. */
  readonly url: string;
  /** The same with the name of the first stage. */
  readonly stageUrl: string;
}

export interface LocalOutbox {
  /** Oldest first. */
  list(): readonly LocalMessage[];
  /**
   * The code of the newest message.
   *
   * @param to - address or phone number, as the user has it
   * @throws where nothing was sent there
   */
  codeFor(to: string): string;
}

export interface LocalMessage {
  /** Address or phone number. */
  readonly to: string;
  /** `sign-up`, `resend`, `forgot-password`, `verify-attribute`, `mfa-email`, `mfa-sms` or `invitation`. */
  readonly kind: string;
  /** The code; in an invitation the temporary password. */
  readonly code: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface LocalClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Moves the time forward, for instance past the end of a token. @param milliseconds - not negative */
  advance(milliseconds: number): void;
}

export type LocalUserStatus = 'UNCONFIRMED' | 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD' | 'RESET_REQUIRED';

/** A user to be created. */
export interface LocalUser {
  /** What the user signs in with. @default - `username` is */
  readonly email?: string;
  /** What the user signs in with where the pool has usernames. @default - `email` is */
  readonly username?: string;
  /** Must satisfy the pool's policy. Temporary where the status is FORCE_CHANGE_PASSWORD. */
  readonly password: string;
  /** By their names in Cognito, such as `given_name` or `custom:plan`. @default - a verified `email` */
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  /** Names of groups of the template. @default - none */
  readonly groups?: readonly string[];
  /** @default CONFIRMED */
  readonly status?: LocalUserStatus;
  /** @default true */
  readonly enabled?: boolean;
  /** The secret of an authenticator app in base32, which makes its codes the user's second factor. @default - no second factor */
  readonly totpSecret?: string;
  /** Logical id of the user pool. @default - the only one of the stack */
  readonly pool?: string;
}

export interface LocalUserDescription {
  readonly username: string;
  readonly status: LocalUserStatus;
  readonly enabled: boolean;
  /** `sub` among them. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
}

/** The users of a stack, past the API. Where it has several pools, each method wants the logical id of one. */
export interface LocalUsers {
  /** @throws where the pool refuses such a user */
  create(user: LocalUser): Promise<LocalUserDescription>;
  list(pool?: string): readonly LocalUserDescription[];
  /** @param name - what the user signs in with, or their sub */
  get(name: string, pool?: string): LocalUserDescription | undefined;
  /** @returns whether there was such a user */
  delete(name: string, pool?: string): boolean;
}

export interface LocalRequest {
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
  /** The function that ran; absent where the gateway answered by itself. */
  readonly functionName?: string;
  /** In their order; absent where requests at the same time leave it open whose calls they were. */
  readonly calls?: readonly LocalCognitoCall[];
}

export interface LocalCognitoCall {
  /** For example `AdminInitiateAuth`. */
  readonly operation: string;
  /** The name of the exception, where there was one. */
  readonly error?: string;
  readonly milliseconds: number;
}

/**
 * Serves a synthesised stack on this machine: its REST APIs, Node.js functions, user pools and policies.
 *
 * @throws an Error with the name `LocalStackError`, whose message says in one line what is to be mended
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  return stack.startLocalStack({ ...options, quotas: options.quotas ? DEFAULT_QUOTAS : undefined });
}
