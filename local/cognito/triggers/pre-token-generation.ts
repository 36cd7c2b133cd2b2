import { isObject } from './triggers';
import type { UserPool } from '../pool/user-pool';
import type { Claims, GroupClaims } from '../tokens/claims';
import type { TokenRequest } from '../tokens/issue-tokens';
import { attributesForTriggers } from '../users/attribute-list';

interface TokenClaims {
  readonly id: Claims;
  readonly access: Claims;
}

// What a function may not touch. https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
const PROTECTED_IN_BOTH = [
  'acr', 'amr', 'at_hash', 'auth_time', 'azp', 'exp', 'iat', 'iss', 'jti', 'nbf', 'nonce', 'origin_jti', 'sub', 'token_use', 'event_id',
  'cognito:username', 'cognito:groups', 'cognito:roles', 'cognito:preferred_role', 'identities',
];
const PROTECTED = {
  id: new Set([...PROTECTED_IN_BOTH, 'aud']),
  access: new Set([...PROTECTED_IN_BOTH, 'client_id', 'scope', 'username', 'device_key', 'version']),
};

/**
 * Runs the PreTokenGeneration trigger and applies what it asks for.
 * @param build makes the claims from the groups that the trigger left standing
 */
export async function applyTokenOverrides(
  pool: UserPool, request: TokenRequest, groups: GroupClaims, build: (groups: GroupClaims) => TokenClaims,
): Promise<TokenClaims> {
  if (!pool.triggers.has('PreTokenGeneration')) return build(groups);
  return pool.triggers.preTokenGenerationVersion === 'V2_0'
    ? withAccessTokenOverrides(pool, request, groups, build)
    : withIdTokenOverrides(pool, request, groups, build);
}

async function withIdTokenOverrides(
  pool: UserPool, request: TokenRequest, groups: GroupClaims, build: (groups: GroupClaims) => TokenClaims,
): Promise<TokenClaims> {
  const response = await runTrigger(pool, request, groups, { claimsOverrideDetails: null });
  const details = objectAt(response, 'claimsOverrideDetails');
  const claims = build(overriddenGroups(details, groups));
  return { id: override(claims.id, details, PROTECTED.id), access: claims.access };
}

async function withAccessTokenOverrides(
  pool: UserPool, request: TokenRequest, groups: GroupClaims, build: (groups: GroupClaims) => TokenClaims,
): Promise<TokenClaims> {
  const scopes = String(build(groups).access.scope).split(' ');
  const response = await runTrigger(pool, request, groups, { claimsAndScopeOverrideDetails: null }, scopes);
  const details = objectAt(response, 'claimsAndScopeOverrideDetails');
  const claims = build(overriddenGroups(details, groups));
  const generation = objectAt(details, 'accessTokenGeneration');
  const suppressed = textsAt(generation, 'scopesToSuppress');
  const granted = [...scopes.filter((scope) => !suppressed.includes(scope)), ...textsAt(generation, 'scopesToAdd')];
  return {
    id: override(claims.id, objectAt(details, 'idTokenGeneration'), PROTECTED.id),
    access: { ...override(claims.access, generation, PROTECTED.access), scope: [...new Set(granted)].join(' '), version: 2 },
  };
}

async function runTrigger(
  pool: UserPool, { client, user, occasion, clientMetadata }: TokenRequest, groups: GroupClaims, response: object, scopes?: readonly string[],
) {
  return pool.triggers.run('PreTokenGeneration', {
    source: `TokenGeneration_${occasion}`,
    version: scopes ? '2' : '1',
    userName: user.username,
    clientId: client.id,
    request: {
      userAttributes: attributesForTriggers(user),
      groupConfiguration: {
        groupsToOverride: groups.groups,
        iamRolesToOverride: groups.roles,
        preferredRole: groups.preferredRole ?? null,
      },
      ...clientMetadata ? { clientMetadata } : {},
      ...scopes ? { scopes } : {},
    },
    response,
  });
}

function overriddenGroups(details: Claims, groups: GroupClaims): GroupClaims {
  const wanted = details.groupOverrideDetails;
  if (!isObject(wanted)) return groups;
  return {
    groups: textsAt(wanted, 'groupsToOverride'),
    roles: textsAt(wanted, 'iamRolesToOverride'),
    ...typeof wanted.preferredRole === 'string' ? { preferredRole: wanted.preferredRole } : {},
  };
}

function override(claims: Claims, details: Claims, kept: ReadonlySet<string>): Claims {
  const result = { ...claims };
  for (const name of textsAt(details, 'claimsToSuppress')) {
    if (!kept.has(name)) delete result[name];
  }
  for (const [name, value] of Object.entries(objectAt(details, 'claimsToAddOrOverride'))) {
    if (!kept.has(name)) result[name] = value;
  }
  return result;
}

const objectAt = (value: unknown, name: string): Claims => isObject(value) && isObject(value[name]) ? value[name] : {};

const textsAt = (value: Claims, name: string): string[] =>
  Array.isArray(value[name]) ? value[name].filter((item): item is string => typeof item === 'string') : [];
