import type { ServiceRole } from '../../iam/service-role';

/** How a method authorizes its caller. */
export type MethodAuthorization = CognitoAuthorization | LambdaAuthorization;

/** A `COGNITO_USER_POOLS` authorizer, with the scopes of the method that uses it. */
export interface CognitoAuthorization {
  readonly type: 'COGNITO_USER_POOLS';
  /** Header that carries the token. */
  readonly header: string;
  readonly userPoolArns: readonly string[];
  /** The `aud` claim must match it. An access token has none. */
  readonly audience?: RegExp;
  /** Without scopes the method takes an ID token; with scopes, an access token that has at least one of them. */
  readonly scopes: readonly string[];
}

/** A Lambda authorizer. */
export interface LambdaAuthorization {
  readonly type: 'TOKEN' | 'REQUEST';
  readonly authorizerId: string;
  readonly functionArn: string;
  /** The role that API Gateway assumes to invoke the function; without one, the function's permissions decide. */
  readonly role?: ServiceRole;
  /** Such as `method.request.header.Authorization`. */
  readonly identitySources: readonly string[];
  /** How long a policy is cached, in seconds; 0 turns the cache off. */
  readonly ttlSeconds: number;
  /** TOKEN authorizers only: the token must match it before the function is invoked. */
  readonly tokenPattern?: RegExp;
}
