import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../../clock';
import type { HttpRequest } from '../http-message';
import type { Route } from './router';
import type { RestApi, Stage } from '../model/rest-api';
import type { MappingScope } from '../velocity/mapping-expression';

/** `requestContext.authorizer`: the claims of a token, or the context that a Lambda authorizer returned. */
export type AuthorizerContext = Readonly<Record<string, string | number | Readonly<Record<string, string>>>>;

/** The `requestContext` of a proxy event, which `$context` variables read too. */
export interface RequestContext {
  readonly accountId: string;
  readonly apiId: string;
  authorizer?: AuthorizerContext;
  readonly deploymentId: string;
  readonly domainName: string;
  readonly domainPrefix: string;
  readonly extendedRequestId: string;
  readonly httpMethod: string;
  readonly identity: Readonly<Record<string, string | null>>;
  /** Path as requested, with the stage where the request names it. */
  readonly path: string;
  readonly protocol: string;
  readonly requestId: string;
  readonly requestTime: string;
  readonly requestTimeEpoch: number;
  resourceId: string;
  resourcePath: string;
  readonly stage: string;
}

/** The values of a request that mapping expressions can read. */
export interface RequestScope extends MappingScope {
  readonly context: RequestContext;
}

/** Builds the context of a request; {@link setRoute} adds the route once it is known. */
export function createRequestContext(api: RestApi, stage: Stage, request: HttpRequest, clock: Clock): RequestContext {
  const now = new Date(clock.now());
  const host = (request.headers.get('host') ?? 'localhost').replace(/:\d+$/, '');
  return {
    resourceId: '',
    resourcePath: '',
    httpMethod: request.method,
    extendedRequestId: randomBytes(11).toString('base64'),
    requestTime: commonLogTime(now),
    path: request.path,
    accountId: api.account,
    protocol: request.protocol,
    stage: stage.name,
    domainPrefix: host.split('.')[0],
    requestTimeEpoch: now.getTime(),
    requestId: randomUUID(),
    identity: {
      cognitoIdentityPoolId: null,
      accountId: null,
      cognitoIdentityId: null,
      caller: null,
      sourceIp: request.sourceIp,
      principalOrgId: null,
      accessKey: null,
      cognitoAuthenticationType: null,
      cognitoAuthenticationProvider: null,
      userArn: null,
      userAgent: request.headers.get('user-agent') ?? null,
      user: null,
    },
    domainName: host,
    deploymentId: stage.deploymentId,
    apiId: api.id,
  };
}

/** Adds the resource of the route. */
export function setRoute(context: RequestContext, route: Route): void {
  context.resourceId = route.method.resource.id;
  context.resourcePath = route.method.resource.path;
}

function commonLogTime(date: Date): string {
  const [, day, month, year, time] = date.toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}
