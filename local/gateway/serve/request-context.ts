import { randomBytes, randomUUID } from 'node:crypto';
import { Clock } from '../../clock';
import { HttpRequest } from '../http-message';
import { Route } from './router';
import { RestApi, Stage } from '../model/rest-api';

/** What an authorizer tells of the caller: the claims of a token, or whatever a function says. */
export type AuthorizerContext = Readonly<Record<string, string | number | Readonly<Record<string, string>>>>;

/** The `requestContext` of a proxy event, which is also what `$context` variables read. */
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
  /** Path of the request, the stage included where the request named it. */
  readonly path: string;
  readonly protocol: string;
  readonly requestId: string;
  readonly requestTime: string;
  readonly requestTimeEpoch: number;
  resourceId: string;
  resourcePath: string;
  readonly stage: string;
}

/** Builds the context of one request; `setRoute` completes it when the route is known. */
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

/** Adds what is known of a request once its method is found. */
export function setRoute(context: RequestContext, route: Route): void {
  context.resourceId = route.method.resource.id;
  context.resourcePath = route.method.resource.path;
}

function commonLogTime(date: Date): string {
  const [, day, month, year, time] = date.toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}
