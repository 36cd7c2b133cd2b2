import { readCredentials } from './credentials';
import { functionArnOf } from './function-uri';
import type { LoadContext } from './load-context';
import { listOf, numberOf, type ResolvedResource, stringOf } from '../../assembly/template';
import { notInTemplate, unsupported } from '../../errors';
import type { CognitoAuthorization, LambdaAuthorization, MethodAuthorization } from '../model/authorization';
import { isMappingExpression } from '../velocity/mapping-expression';

/** API Gateway's default of `AuthorizerResultTtlInSeconds`. */
const DEFAULT_TTL_SECONDS = 300;

/**
 * Reads how a method authorizes its caller.
 *
 * @returns undefined where anyone may call the method
 * @throws LocalStackError where the local stack does not support the authorization
 */
export function readAuthorization(method: ResolvedResource, context: LoadContext): MethodAuthorization | undefined {
  const { logicalId, type, properties } = method;
  const kind = properties.AuthorizationType;
  if (kind === undefined || kind === 'NONE') return undefined;
  if (kind !== 'COGNITO_USER_POOLS' && kind !== 'CUSTOM') {
    throw unsupported(logicalId, type, `has the AuthorizationType '${String(kind)}', which the local stack does not check`);
  }
  const resource = context.resources.ofType('AWS::ApiGateway::Authorizer')
    .find((candidate) => context.resources.ref(candidate.logicalId) === properties.AuthorizerId);
  if (!resource) throw unsupported(logicalId, type, 'references an authorizer that is not in the template');
  const authorizer = readAuthorizer(resource, context);
  if ((authorizer.type === 'COGNITO_USER_POOLS') !== (kind === 'COGNITO_USER_POOLS')) {
    throw unsupported(logicalId, type, `has the AuthorizationType '${kind}', but its authorizer has the Type '${authorizer.type}'`);
  }
  return authorizer.type === 'COGNITO_USER_POOLS' ? { ...authorizer, scopes: listOf(properties.AuthorizationScopes).map(String) } : authorizer;
}

/** Reads an `AWS::ApiGateway::Authorizer`. */
export function readAuthorizer(authorizer: ResolvedResource, context: LoadContext): MethodAuthorization {
  switch (authorizer.properties.Type) {
    case 'COGNITO_USER_POOLS': return readCognitoAuthorizer(authorizer, context.userPoolArns);
    case 'TOKEN':
    case 'REQUEST': return readLambdaAuthorizer(authorizer, authorizer.properties.Type, context);
    default: throw unsupported(authorizer.logicalId, authorizer.type, `has the unknown Type '${String(authorizer.properties.Type)}'`);
  }
}

function readCognitoAuthorizer({ logicalId, type, properties }: ResolvedResource, userPoolArns: ReadonlySet<string>): CognitoAuthorization {
  const arns = listOf(properties.ProviderARNs).map(String);
  const foreign = arns.find((arn) => !userPoolArns.has(arn));
  if (foreign) throw notInTemplate(logicalId, type, `trusts the user pool '${foreign}'`);
  const source = stringOf(properties.IdentitySource) ?? 'method.request.header.Authorization';
  const header = /^method\.request\.header\.([^,\s]+)$/.exec(source)?.[1];
  if (!header) throw unsupported(logicalId, type, `reads the token from '${source}'; the local stack reads it only from a header`);
  return { type: 'COGNITO_USER_POOLS', header, userPoolArns: arns, audience: patternOf(properties.IdentityValidationExpression), scopes: [] };
}

function readLambdaAuthorizer(authorizer: ResolvedResource, kind: LambdaAuthorization['type'], { resources, roles }: LoadContext): LambdaAuthorization {
  const { logicalId, type, properties } = authorizer;
  const uri = stringOf(properties.AuthorizerUri) ?? '';
  const functionArn = functionArnOf(uri);
  if (!functionArn) throw unsupported(logicalId, type, `has the AuthorizerUri '${uri}', which is not a Lambda function`);
  const role = readCredentials(authorizer, properties.AuthorizerCredentials, roles);
  const identitySources = (stringOf(properties.IdentitySource) ?? '').split(',').map((source) => source.trim()).filter((source) => source !== '');
  const unknown = identitySources.find((source) => !isMappingExpression(source));
  if (unknown) throw unsupported(logicalId, type, `has the identity source '${unknown}', which the local stack does not support`);
  if (kind === 'TOKEN' && !/^method\.request\.header\.[^,\s]+$/.test(identitySources.join())) {
    throw unsupported(logicalId, type, `reads the token from '${identitySources.join()}'; API Gateway reads it only from one header`);
  }
  const ttlSeconds = numberOf(properties.AuthorizerResultTtlInSeconds) ?? DEFAULT_TTL_SECONDS;
  if (ttlSeconds > 0 && identitySources.length === 0) throw unsupported(logicalId, type, 'caches its policies but has no IdentitySource, which API Gateway needs as cache key');
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
