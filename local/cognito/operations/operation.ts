import { verifySecretHash } from '../client-secret/verify-secret';
import type { AppClient, UserPool } from '../pool/user-pool';
import { accessToken, clientCallContext, clientId, secretHash, session, userPoolId, username } from '../request/members';
import { required, structure, type Input, type RequiredShape, type Shape } from '../request/shapes';
import type { AuthSession } from '../sign-in/auth-sessions';
import type { User } from '../users/user';

type Fields = Record<string, Shape<unknown>>;

/** What an operation finds its pool with, and so who may call it. */
export type Caller =
  /** IAM: `UserPoolId`. */
  | 'administrator'
  /** Anyone who knows a `ClientId`. */
  | 'client'
  /** The holder of an `AccessToken`. */
  | 'user'
  /** The holder of an `AccessToken`, or of a sign-in's `Session`. */
  | 'user or session';

/** Where an operation's caller was found to stand. */
export interface Standing {
  readonly pool: UserPool;
  readonly client?: AppClient;
  readonly user?: User;
  readonly session?: AuthSession;
}

/** Who sent a user's token, or a session of a sign-in that is still going on. */
export interface Holder extends Standing {
  readonly client: AppClient;
  readonly user: User;
}

export interface Operation {
  readonly caller: Caller;
  readonly input: Shape<unknown>;
  run(standing: Standing, input: never): Promise<object>;
}

type PoolId = { UserPoolId: RequiredShape<string> };
type ClientId = { ClientId: RequiredShape<string> };
type Username = { Username: RequiredShape<string> };
type AccessToken = { AccessToken: RequiredShape<string> };

/** An operation on a pool that IAM guards. */
export function adminOperation<const F extends Fields>(
  fields: F, run: (pool: UserPool, input: Input<F & PoolId>) => Promise<object>,
): Operation {
  return {
    caller: 'administrator',
    input: structure({ UserPoolId: userPoolId, ...fields }),
    run: ({ pool }, input: Input<F & PoolId>) => run(pool, input),
  };
}

/** An operation on an existing user that IAM guards. */
export function adminUserOperation<const F extends Fields>(
  fields: F, run: (pool: UserPool, user: User, input: Input<F & PoolId & Username>) => Promise<object>,
): Operation {
  return adminOperation<F & Username>({ Username: username, ...fields } as F & Username, (pool, input) =>
    run(pool, pool.user((input as { Username: string }).Username), input as Input<F & PoolId & Username>));
}

/** A public operation of an app client. */
export function clientOperation<const F extends Fields>(
  fields: F, run: (pool: UserPool, client: AppClient, input: Input<F & ClientId>) => Promise<object>,
): Operation {
  return {
    caller: 'client',
    input: structure({ ClientId: clientId, ...fields }),
    run: ({ pool, client }, input: Input<F & ClientId>) => run(pool, client!, input),
  };
}

type ClientCallContext = typeof clientCallContext & { SecretHash: Shape<string> };

/** A public operation of an app client for a user whom it names. A client with a secret proves it by a hash of that name. */
export function namedUserOperation<const F extends Fields>(
  fields: F, run: (pool: UserPool, client: AppClient, input: Input<F & ClientCallContext & ClientId & Username>) => Promise<object>,
): Operation {
  return clientOperation({ ...clientCallContext, SecretHash: secretHash, Username: username, ...fields }, async (pool, client, input) => {
    const named = input as unknown as Input<F & ClientCallContext & ClientId & Username>;
    const { Username, SecretHash } = named as { Username: string; SecretHash?: string };
    verifySecretHash(client, Username, SecretHash);
    return run(pool, client, named);
  });
}

/** An operation of a signed-in user on themselves. */
export function userOperation<const F extends Fields>(
  fields: F, run: (holder: Holder, input: Input<F & AccessToken>) => Promise<object>,
): Operation {
  return {
    caller: 'user',
    input: structure({ AccessToken: required(accessToken), ...fields }),
    run: (standing, input: Input<F & AccessToken>) => run(standing as Holder, input),
  };
}

/** An operation of a user who is signed in, or about to be. */
export function userOrSessionOperation<const F extends Fields>(
  fields: F, run: (holder: Holder, input: Input<F>) => Promise<object>,
): Operation {
  return {
    caller: 'user or session',
    input: structure({ AccessToken: accessToken, Session: session, ...fields }),
    run: (standing, input: Input<F>) => run(standing as Holder, input),
  };
}
