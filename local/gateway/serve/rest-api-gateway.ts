import type { CognitoAuthorizer } from './cognito-authorizer';
import { GatewayError } from './gateway-error';
import { renderGatewayResponse } from './gateway-responses';
import { type HttpReply, type HttpRequest, mediaType } from '../http-message';
import { LambdaAuthorizer } from './lambda-authorizer';
import { createProxyEvent } from './lambda-proxy-event';
import { readProxyResponse } from './lambda-proxy-response';
import { interpretPath, type Location } from './locations';
import { respondWithMock } from './mock-integration';
import { type AuthorizerContext, createRequestContext, type RequestContext, type RequestScope, setRoute } from './request-context';
import { validateRequest } from './request-validation';
import { findRoute, type Route } from './router';
import { Throttling } from './throttle';
import type { Clock } from '../../clock';
import { FunctionError } from '../../functions/function-error';
import type { Invocation } from '../../functions/invoke-permissions';
import type { MethodAuthorization } from '../model/authorization';
import type { LambdaIntegration } from '../model/integration';
import type { RestApi, Stage } from '../model/rest-api';

/** What the gateway uses of the rest of the local stack. */
export interface GatewayDependencies {
  readonly clock: Clock;
  readonly authorizer: CognitoAuthorizer;
  /**
   * Invokes a function and returns its result.
   *
   * @throws FunctionError where it fails
   */
  invoke(functionArn: string, event: object): Promise<unknown>;
  /** Why API Gateway may not invoke the function; undefined where it may. */
  refusalOf(invocation: Omit<Invocation, 'service'>): string | undefined;
  /** Receives a line for each failure that clients only see as "Internal server error". */
  onFailure(line: string): void;
}

/** API Gateway's maximum payload size, in bytes. */
export const REQUEST_LIMIT = 10 * 1024 * 1024;

/** Lambda's maximum payload size, in bytes. */
const EVENT_LIMIT = 6 * 1024 * 1024;

/** A request on its way to the response. */
interface Exchange {
  readonly request: HttpRequest;
  readonly stage: Stage;
  /** Path below the stage. */
  readonly path: string;
  readonly context: RequestContext;
  route?: Route;
}

/** Serves one REST API as API Gateway does. */
export class RestApiGateway {
  private readonly throttling: Throttling;
  private readonly lambdaAuthorizer: LambdaAuthorizer;

  constructor(readonly api: RestApi, private readonly dependencies: GatewayDependencies) {
    this.throttling = new Throttling(dependencies.clock);
    this.lambdaAuthorizer = new LambdaAuthorizer(api, dependencies);
  }

  /**
   * Answers a request. Its path may begin with the name of a stage.
   *
   * @param tooLarge - the body was discarded because it exceeds {@link REQUEST_LIMIT}
   */
  async handle(request: HttpRequest, tooLarge = false): Promise<HttpReply> {
    const exchange = this.locate(request);
    const reply = await this.respond(exchange, tooLarge);
    reply.headers.set('x-amzn-requestid', exchange.context.requestId);
    reply.headers.set('x-amz-apigw-id', exchange.context.extendedRequestId);
    return reply;
  }

  /** Whether the API has a method for the request. */
  hasRoute(request: HttpRequest): boolean {
    return this.routesOf(request).some(({ route }) => route !== undefined);
  }

  private locate(request: HttpRequest): Exchange {
    const routes = this.routesOf(request);
    // A resource can have the name of a stage or a base path; stages and base paths win.
    const { stage, path, route } = routes.find((candidate) => candidate.route) ?? routes[0];
    return { request, stage, path, context: createRequestContext(this.api, stage, request, this.dependencies.clock), route };
  }

  private routesOf({ method, path }: HttpRequest): readonly (Location & { readonly route?: Route })[] {
    return interpretPath(this.api, path).map((location) => ({ ...location, route: findRoute(this.api.root, method, location.resourcePath) }));
  }

  private async respond(exchange: Exchange, tooLarge: boolean): Promise<HttpReply> {
    const scope = scopeOf(exchange);
    try {
      if (tooLarge) throw new GatewayError('REQUEST_TOO_LARGE');
      return await this.process(exchange, scope);
    } catch (error) {
      if (error instanceof GatewayError) return renderGatewayResponse(error, this.api.gatewayResponses, scope);
      this.dependencies.onFailure(`${exchange.request.method} ${exchange.path}: ${(error as Error).stack ?? String(error)}`);
      return renderGatewayResponse(new GatewayError('API_CONFIGURATION_ERROR'), this.api.gatewayResponses, scope);
    }
  }

  private async process(exchange: Exchange, scope: RequestScope): Promise<HttpReply> {
    const { request, stage, route, context } = exchange;
    if (!route) throw new GatewayError('MISSING_AUTHENTICATION_TOKEN');
    const { method, pathParameters } = route;
    setRoute(context, route);
    if (!this.throttling.admits(stage, method)) throw new GatewayError('THROTTLED');
    if (method.authorization) context.authorizer = await this.authorize(exchange, route, method.authorization, scope);
    validateRequest(method.validation, request, pathParameters);
    rejectUnsupportedMediaType(request, route);
    return method.integration.type === 'MOCK' ? respondWithMock(method.integration, scope) : this.invoke(exchange, route, method.integration);
  }

  private async authorize(exchange: Exchange, route: Route, authorization: MethodAuthorization, scope: RequestScope): Promise<AuthorizerContext> {
    const { request, stage, path } = exchange;
    return authorization.type === 'COGNITO_USER_POOLS'
      ? { claims: this.dependencies.authorizer.authorize(request, authorization) }
      : this.lambdaAuthorizer.authorize(authorization, { stage, route, path, scope });
  }

  private async invoke(exchange: Exchange, route: Route, integration: LambdaIntegration): Promise<HttpReply> {
    const { request, stage, path, context } = exchange;
    const { account, id, region } = this.api;
    const sourceArn = `arn:aws:execute-api:${region}:${account}:${id}/${stage.name}/${request.method}${route.method.resource.path}`;
    const refusal = this.dependencies.refusalOf({ functionArn: integration.functionArn, role: integration.role, sourceArn });
    if (refusal !== undefined) {
      this.dependencies.onFailure(refusal);
      throw new GatewayError('API_CONFIGURATION_ERROR');
    }
    const event = createProxyEvent(this.api, stage, route, request, path, context);
    if (Buffer.byteLength(event.body ?? '') > EVENT_LIMIT) throw new GatewayError('REQUEST_TOO_LARGE');
    const result = await this.withinTimeout(this.dependencies.invoke(integration.functionArn, event), integration.timeoutMilliseconds);
    try {
      return readProxyResponse(result, this.api, request);
    } catch (error) {
      this.dependencies.onFailure(`${request.method} ${path}: the function did not return a valid proxy integration response`);
      throw error;
    }
  }

  private async withinTimeout(invocation: Promise<unknown>, milliseconds: number): Promise<unknown> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new GatewayError('INTEGRATION_TIMEOUT')), milliseconds);
    });
    // As on AWS, the function continues after a timeout and its result is ignored.
    invocation.catch(() => undefined);
    try {
      return await Promise.race([invocation, timeout]);
    } catch (error) {
      if (error instanceof FunctionError) throw new GatewayError('INTEGRATION_FAILURE', { status: error.payload.errorType === 'TooManyRequestsException' ? 500 : 502 });
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}

function scopeOf({ request, stage, route, context }: Exchange): RequestScope {
  return { context, request, pathParameters: route?.pathParameters ?? {}, stageVariables: stage.variables ?? {} };
}

function rejectUnsupportedMediaType(request: HttpRequest, { method }: Route): void {
  const { passthrough, requestTemplates } = method.integration;
  const contentType = mediaType(request.headers.get('content-type')) ?? 'application/json';
  if (passthrough === 'WHEN_NO_MATCH' || Object.hasOwn(requestTemplates, contentType)) return;
  if (passthrough === 'NEVER' || Object.keys(requestTemplates).length > 0) throw new GatewayError('UNSUPPORTED_MEDIA_TYPE');
}
