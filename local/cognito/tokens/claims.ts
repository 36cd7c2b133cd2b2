import { randomUUID } from 'node:crypto';
import type { Grant } from './grants';
import type { AppClient, UserPool } from '../pool/user-pool';
import type { User } from '../users/user';

export type Claims = Record<string, unknown>;

export const ACCESS_TOKEN_SCOPE = 'aws.cognito.signin.user.admin';

/** The user's groups, most important first: by precedence, then as Cognito lists them, by name. */
export function groupsOf(pool: UserPool, user: User) {
  return user.groups
    .flatMap((name) => pool.groups.get(name) ?? [])
    .sort((one, other) => (one.precedence ?? Infinity) - (other.precedence ?? Infinity) || one.name.localeCompare(other.name));
}

export interface GroupClaims {
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly preferredRole?: string;
}

export function groupClaimsOf(pool: UserPool, user: User): GroupClaims {
  const groups = groupsOf(pool, user);
  const roles = groups.flatMap(({ roleArn }) => roleArn ?? []);
  return { groups: groups.map(({ name }) => name), roles, preferredRole: roles[0] };
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html */
export function idTokenClaims(pool: UserPool, client: AppClient, user: User, grant: Grant, groups: GroupClaims): Claims {
  const issuedAt = Math.floor(pool.clock.now() / 1000);
  return {
    'sub': user.sub,
    ...attributeClaims(client, user),
    ...groups.groups.length > 0 ? { 'cognito:groups': groups.groups } : {},
    ...groups.roles.length > 0 ? { 'cognito:roles': groups.roles, 'cognito:preferred_role': groups.preferredRole } : {},
    'iss': pool.identity.providerUrl,
    'cognito:username': user.username,
    ...originClaims(client, grant),
    'aud': client.id,
    'event_id': grant.eventId,
    'token_use': 'id',
    'auth_time': grant.authTime,
    'exp': issuedAt + client.settings.idTokenValidity / 1000,
    'iat': issuedAt,
    ...client.settings.tokenRevocation ? { jti: randomUUID() } : {},
  };
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html */
export function accessTokenClaims(pool: UserPool, client: AppClient, user: User, grant: Grant, groups: GroupClaims): Claims {
  const issuedAt = Math.floor(pool.clock.now() / 1000);
  return {
    sub: user.sub,
    ...groups.groups.length > 0 ? { 'cognito:groups': groups.groups } : {},
    iss: pool.identity.providerUrl,
    client_id: client.id,
    ...originClaims(client, grant),
    event_id: grant.eventId,
    token_use: 'access',
    scope: ACCESS_TOKEN_SCOPE,
    auth_time: grant.authTime,
    exp: issuedAt + client.settings.accessTokenValidity / 1000,
    iat: issuedAt,
    jti: randomUUID(),
    username: user.username,
  };
}

const originClaims = (client: AppClient, grant: Grant) => client.settings.tokenRevocation ? { origin_jti: grant.id } : {};

function attributeClaims(client: AppClient, user: User): Claims {
  return Object.fromEntries(Object.entries(user.attributes)
    .filter(([name]) => client.settings.readable.has(name))
    .map(([name, value]) => [name, claimValue(name, value)]));
}

function claimValue(name: string, value: string): unknown {
  if (name === 'email_verified' || name === 'phone_number_verified') return value === 'true';
  if (name === 'address') return { formatted: value };
  if (name === 'updated_at') return Number(value);
  return value;
}
