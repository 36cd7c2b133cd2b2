import { readCredentials } from './credentials';
import { functionArnOf } from './function-uri';
import { StackResources } from '../../assembly/stack-resources';
import { listOf, numberOf, ResolvedResource, stringOf } from '../../assembly/template';
import { notInTemplate, unsupported } from '../../errors';
import { Role } from '../../iam/roles';
import { CognitoAuthorization, LambdaAuthorization, MethodAuthorization } from '../model/rest-api';
import { isMappingExpression } from '../velocity/mapping-expression';

/** What reading an authorizer takes. */
export interface AuthorizerSurroundings {
  readonly resources: StackResources;
  /** ARNs of the user pools that the template creates. */
  readonly userPoolArns: ReadonlySet<string>;
  /** Roles of the template by ARN. */
  readonly roles: ReadonlyMap<string, Role>;
}

/** How long API Gateway keeps an authorizer's answer where the template does not say. */
const DEFAULT_TTL_SECONDS = 300;

/**
 * Reads what a method wants of its caller.
 *
 * @returns undefined where anyone may call it
 * @throws LocalStackError where the local stack cannot check it
 */
export function readAuthorization(method: ResolvedResource, surroundings: AuthorizerSurroundings): MethodAuthorization | undefined {
  const { logicalId, type, properties } = method;
  const kind = properties.AuthorizationType;
  if (kind === undefined || kind === 'NONE') return undefined;
  if (kind !== 'COGNITO_USER_POOLS' && kind !== 'CUSTOM') {
    throw unsupported(logicalId, type, `has the AuthorizationType '${String(kind)}', which the local stack does not check`);
  }
  const resource = surroundings.resources.ofType('AWS::ApiGateway::Authorizer')
    .find((candidate) => surroundings.resources.ref(candidate.logicalId) === properties.AuthorizerId);
  if (!resource) throw unsupported(logicalId, type, 'names an authorizer that is not in the template');
  const authorizer = readAuthorizer(resource, surroundings);
  if ((authorizer.type === 'COGNITO_USER_POOLS') !== (kind === 'COGNITO_USER_POOLS')) {
    throw unsupported(logicalId, type, `has the AuthorizationType '${kind}', but its authorizer is of the kind '${authorizer.type}'`);
  }
  return authorizer.type === 'COGNITO_USER_POOLS' ? { ...authorizer, scopes: listOf(properties.AuthorizationScopes).map(String) } : authorizer;
}

/** Reads an `AWS::ApiGateway::Authorizer`; also called for those that no method uses, so that none is passed over. */
export function readAuthorizer(authorizer: ResolvedResource, surroundings: AuthorizerSurroundings): MethodAuthorization {
  switch (authorizer.properties.Type) {
    case 'COGNITO_USER_POOLS': return readCognitoAuthorizer(authorizer, surroundings.userPoolArns);
    case 'TOKEN':
    case 'REQUEST': return readLambdaAuthorizer(authorizer, authorizer.properties.Type, surroundings);
    default: throw unsupported(authorizer.logicalId, authorizer.type, `is of the unknown kind '${String(authorizer.properties.Type)}'`);
  }
}

function readCognitoAuthorizer({ logicalId, type, properties }: ResolvedResource, userPoolArns: ReadonlySet<string>): CognitoAuthorization {
  const arns = listOf(properties.ProviderARNs).map(String);
  const foreign = arns.find((arn) => !userPoolArns.has(arn));
  if (foreign) throw notInTemplate(logicalId, type, `trusts the user pool '${foreign}'`);
  const source = stringOf(properties.IdentitySource) ?? 'method.request.header.Authorization';
  const header = /^method\.request\.header\.([^,\s]+)$/.exec(source)?.[1];
  if (!header) throw unsupported(logicalId, type, `reads the token from '${source}'; the local stack reads it only from a header`);
  return { type: 'COGNITO_USER_POOLS', header, userPoolArns: arns, tokenPattern: patternOf(properties.IdentityValidationExpression), scopes: [] };
}

function readLambdaAuthorizer(authorizer: ResolvedResource, kind: 'TOKEN' | 'REQUEST', { resources, roles }: AuthorizerSurroundings): LambdaAuthorization {
  const { logicalId, type, properties } = authorizer;
  const uri = stringOf(properties.AuthorizerUri) ?? '';
  const functionArn = functionArnOf(uri);
  if (!functionArn) throw unsupported(logicalId, type, `has the AuthorizerUri '${uri}', which is no Lambda function`);
  const role = readCredentials(authorizer, properties.AuthorizerCredentials, roles);
  const identitySources = (stringOf(properties.IdentitySource) ?? '').split(',').map((source) => source.trim()).filter((source) => source !== '');
  const unknown = identitySources.find((source) => !isMappingExpression(source));
  if (unknown) throw unsupported(logicalId, type, `reads '${unknown}', which the local stack does not understand`);
  if (kind === 'TOKEN' && !/^method\.request\.header\.[^,\s]+$/.test(identitySources.join())) {
    throw unsupported(logicalId, type, `reads the token from '${identitySources.join()}'; API Gateway reads it only from one header`);
  }
  const ttlSeconds = numberOf(properties.AuthorizerResultTtlInSeconds) ?? DEFAULT_TTL_SECONDS;
  if (ttlSeconds > 0 && identitySources.length === 0) throw unsupported(logicalId, type, 'keeps its answers without an identity source to tell them apart');
  return {
    type: kind,
    authorizerId: String(resources.ref(logicalId)),
    functionArn,
    role,
    identitySources,
    ttlSeconds,
    tokenPattern: patternOf(properties.IdentityValidationExpression),
  };
}

function patternOf(expression: unknown): RegExp | undefined {
  return typeof expression === 'string' && expression !== '' ? new RegExp(`^(?:${expression})$`) : undefined;
}
