import { GatewayError } from './gateway-error';
import { createProxyEvent } from './lambda-proxy-event';
import type { AuthorizerContext, RequestScope } from './request-context';
import type { Route } from './router';
import { isObject } from '../../assembly/template';
import type { Clock } from '../../clock';
import { FunctionError } from '../../functions/function-error';
import type { Invocation } from '../../functions/invoke-permissions';
import { evaluatePolicies, parsePolicyDocument, type PolicyStatement } from '../../iam/policy-document';
import type { LambdaAuthorization } from '../model/authorization';
import type { RestApi, Stage } from '../model/rest-api';
import { mappedValue } from '../velocity/mapping-expression';

export interface LambdaAuthorizerDependencies {
  readonly clock: Clock;
  invoke(functionArn: string, event: object): Promise<unknown>;
  refusalOf(invocation: Omit<Invocation, 'service'>): string | undefined;
  onFailure(line: string): void;
}

/** A request to authorize. */
export interface AuthorizedRequest {
  readonly stage: Stage;
  readonly route: Route;
  /** Path below the stage. */
  readonly path: string;
  readonly scope: RequestScope;
}

/** The policy and context that an authorizer function returned. */
interface AuthorizerResult {
  readonly statements: readonly PolicyStatement[];
  readonly context: AuthorizerContext;
}

interface CachedResult {
  readonly result: AuthorizerResult;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

const CACHED_RESULTS = 1_000;

/**
 * Authorizes requests with the functions of `TOKEN` and `REQUEST` authorizers. As in API Gateway, results are cached by the
 * values of the identity sources, for all methods that use the authorizer.
 */
export class LambdaAuthorizer {
  private readonly cache = new Map<string, CachedResult>();

  constructor(private readonly api: RestApi, private readonly dependencies: LambdaAuthorizerDependencies) {}

  /**
   * @returns the value of `requestContext.authorizer`
   * @throws GatewayError of type UNAUTHORIZED, ACCESS_DENIED, AUTHORIZER_FAILURE or AUTHORIZER_CONFIGURATION_ERROR
   */
  async authorize(authorization: LambdaAuthorization, request: AuthorizedRequest): Promise<AuthorizerContext> {
    const identity = authorization.identitySources.map((source) => mappedValue(source, request.scope));
    // With caching, API Gateway only invokes the function where every identity source has a value.
    if (identity.some((value) => !value) && (authorization.type === 'TOKEN' || authorization.ttlSeconds > 0)) throw new GatewayError('UNAUTHORIZED');
    if (authorization.type === 'TOKEN' && authorization.tokenPattern && !authorization.tokenPattern.test(identity[0] ?? '')) {
      throw new GatewayError('UNAUTHORIZED');
    }
    const methodArn = this.arn(`${request.stage.name}/${request.scope.request.method}${request.path}`);
    const result = await this.resultFor(authorization, identity, methodArn, request);
    const decision = evaluatePolicies(result.statements, 'execute-api:Invoke', methodArn);
    if (decision === 'allowed') return result.context;
    throw new GatewayError('ACCESS_DENIED', decision === 'implicitly denied' ? {} : {
      message: 'User is not authorized to access this resource with an explicit deny',
    });
  }

  private async resultFor(
    authorization: LambdaAuthorization, identity: readonly (string | undefined)[], methodArn: string, request: AuthorizedRequest,
  ): Promise<AuthorizerResult> {
    const key = JSON.stringify([authorization.authorizerId, request.stage.name, identity]);
    const now = this.dependencies.clock.now();
    const cached = this.cache.get(key);
    if (cached && cached.until > now) return cached.result;
    const result = await this.invoke(authorization, identity, methodArn, request);
    if (authorization.ttlSeconds > 0) this.remember(key, { result, until: now + authorization.ttlSeconds * 1000 });
    return result;
  }

  /** Removes the oldest result if there are too many, so that a caller who sends new values each time cannot fill the memory. */
  private remember(key: string, entry: CachedResult): void {
    this.cache.delete(key);
    this.cache.set(key, entry);
    if (this.cache.size > CACHED_RESULTS) this.cache.delete(this.cache.keys().next().value!);
  }

  private async invoke(
    authorization: LambdaAuthorization, [token]: readonly (string | undefined)[], methodArn: string, request: AuthorizedRequest,
  ): Promise<AuthorizerResult> {
    const { functionArn, role, authorizerId } = authorization;
    const refusal = this.dependencies.refusalOf({ functionArn, role, sourceArn: this.arn(`authorizers/${authorizerId}`) });
    if (refusal !== undefined) throw this.failure('AUTHORIZER_CONFIGURATION_ERROR', refusal);
    const event = authorization.type === 'TOKEN'
      ? { type: 'TOKEN', methodArn, authorizationToken: token }
      : { type: 'REQUEST', methodArn, ...this.requestEvent(request) };
    const started = Date.now();
    let returned: unknown;
    try {
      returned = await this.dependencies.invoke(functionArn, event);
    } catch (error) {
      // API Gateway returns 401 only for this exact message.
      if (error instanceof FunctionError && error.payload.errorMessage === 'Unauthorized') throw new GatewayError('UNAUTHORIZED');
      throw this.failure('AUTHORIZER_FAILURE', `the authorizer ${functionArn} failed: ${(error as Error).message}`);
    }
    return this.read(returned, functionArn, Date.now() - started);
  }

  private requestEvent({ stage, route, path, scope }: AuthorizedRequest): object {
    const { body: _body, isBase64Encoded: _encoded, ...event } = createProxyEvent(this.api, stage, route, scope.request, path, scope.context);
    return event;
  }

  private read(result: unknown, functionArn: string, integrationLatency: number): AuthorizerResult {
    const invalid = (what: string) => this.failure('AUTHORIZER_CONFIGURATION_ERROR', `the authorizer ${functionArn} returned ${what}`);
    if (!isObject(result) || typeof result.principalId !== 'string' || result.principalId === '') throw invalid('no principalId');
    const context = result.context ?? {};
    if (!isObject(context) || Object.values(context).some((value) => !['string', 'number', 'boolean'].includes(typeof value))) {
      throw invalid('a context with a value that is not a string, number or boolean');
    }
    try {
      return {
        statements: parsePolicyDocument(result.policyDocument, functionArn),
        context: {
          ...Object.fromEntries(Object.entries(context).map(([name, value]) => [name, String(value)])),
          principalId: result.principalId,
          integrationLatency,
        },
      };
    } catch (error) {
      throw invalid(`an invalid policy: ${(error as Error).message}`);
    }
  }

  private failure(type: 'AUTHORIZER_CONFIGURATION_ERROR' | 'AUTHORIZER_FAILURE', line: string): GatewayError {
    this.dependencies.onFailure(line);
    return new GatewayError(type);
  }

  private arn(resource: string): string {
    return `arn:aws:execute-api:${this.api.region}:${this.api.account}:${this.api.id}/${resource}`;
  }
}
