import { GatewayError } from './gateway-error';
import { createProxyEvent } from './lambda-proxy-event';
import { AuthorizerContext } from './request-context';
import { Route } from './router';
import { isObject } from '../../assembly/template';
import { Clock } from '../../clock';
import { FunctionError } from '../../functions/function-error';
import { Invocation } from '../../functions/invoke-permissions';
import { evaluatePolicies, parsePolicyDocument, PolicyStatement } from '../../iam/policy-document';
import { LambdaAuthorization, RestApi, Stage } from '../model/rest-api';
import { mappedValue, MappingScope } from '../velocity/mapping-expression';

/** What asking a function takes. */
export interface LambdaAuthorizerDependencies {
  readonly clock: Clock;
  invoke(functionArn: string, event: object): Promise<unknown>;
  refusalOf(invocation: Omit<Invocation, 'service'>): string | undefined;
  onFailure(line: string): void;
}

/** A request that awaits its authorization. */
export interface AuthorizedRequest {
  readonly stage: Stage;
  readonly route: Route;
  /** Path below the stage. */
  readonly path: string;
  readonly scope: MappingScope;
}

interface Answer {
  readonly statements: readonly PolicyStatement[];
  readonly context: AuthorizerContext;
}

/**
 * Asks the functions of `TOKEN` and `REQUEST` authorizers, and keeps their answers as API Gateway does: by the values of
 * the identity sources, for every method of the authorizer.
 */
export class LambdaAuthorizer {
  private readonly answers = new Map<string, { readonly answer: Answer; readonly until: number }>();

  constructor(private readonly api: RestApi, private readonly dependencies: LambdaAuthorizerDependencies) {}

  /**
   * @returns what the function of the method sees at `requestContext.authorizer`
   * @throws GatewayError of type UNAUTHORIZED, ACCESS_DENIED, AUTHORIZER_FAILURE or AUTHORIZER_CONFIGURATION_ERROR
   */
  async authorize(authorization: LambdaAuthorization, request: AuthorizedRequest): Promise<AuthorizerContext> {
    const identity = authorization.identitySources.map((source) => mappedValue(source, request.scope));
    // Without all of them the gateway does not ask, unless it is told not to keep answers.
    if (identity.some((value) => !value) && (authorization.type === 'TOKEN' || authorization.ttlSeconds > 0)) throw new GatewayError('UNAUTHORIZED');
    if (authorization.type === 'TOKEN' && authorization.tokenPattern && !authorization.tokenPattern.test(identity[0] ?? '')) {
      throw new GatewayError('UNAUTHORIZED');
    }
    const methodArn = this.arn(`${request.stage.name}/${request.scope.request.method}${request.path}`);
    const answer = await this.answerFor(authorization, identity, methodArn, request);
    const decision = evaluatePolicies(answer.statements, 'execute-api:Invoke', methodArn);
    if (decision === 'allowed') return answer.context;
    throw new GatewayError('ACCESS_DENIED', decision === 'implicitly denied' ? {} : {
      message: 'User is not authorized to access this resource with an explicit deny',
    });
  }

  private async answerFor(
    authorization: LambdaAuthorization, identity: readonly (string | undefined)[], methodArn: string, request: AuthorizedRequest,
  ): Promise<Answer> {
    const key = JSON.stringify([authorization.authorizerId, request.stage.name, identity]);
    const now = this.dependencies.clock.now();
    const known = this.answers.get(key);
    if (known && known.until > now) return known.answer;
    const answer = await this.ask(authorization, identity, methodArn, request);
    if (authorization.ttlSeconds > 0) this.answers.set(key, { answer, until: now + authorization.ttlSeconds * 1000 });
    return answer;
  }

  private async ask(
    authorization: LambdaAuthorization, [token]: readonly (string | undefined)[], methodArn: string, request: AuthorizedRequest,
  ): Promise<Answer> {
    const { functionArn, role, authorizerId } = authorization;
    const refusal = this.dependencies.refusalOf({ functionArn, role, sourceArn: this.arn(`authorizers/${authorizerId}`) });
    if (refusal !== undefined) throw this.failure('AUTHORIZER_CONFIGURATION_ERROR', refusal);
    const event = authorization.type === 'TOKEN'
      ? { type: 'TOKEN', methodArn, authorizationToken: token }
      : { type: 'REQUEST', methodArn, ...this.requestEvent(request) };
    const started = Date.now();
    let result: unknown;
    try {
      result = await this.dependencies.invoke(functionArn, event);
    } catch (error) {
      // This one word, thrown or passed to the callback, is how a function refuses a caller.
      if (error instanceof FunctionError && error.payload.errorMessage === 'Unauthorized') throw new GatewayError('UNAUTHORIZED');
      throw this.failure('AUTHORIZER_FAILURE', `the authorizer ${functionArn} failed: ${(error as Error).message}`);
    }
    return this.read(result, functionArn, Date.now() - started);
  }

  private requestEvent({ stage, route, path, scope }: AuthorizedRequest): object {
    const { body: _body, isBase64Encoded: _encoded, ...event } = createProxyEvent(this.api, stage, route, scope.request, path, scope.context);
    return event;
  }

  private read(result: unknown, functionArn: string, integrationLatency: number): Answer {
    const malformed = (what: string) => this.failure('AUTHORIZER_CONFIGURATION_ERROR', `the authorizer ${functionArn} returned ${what}`);
    if (!isObject(result) || typeof result.principalId !== 'string' || result.principalId === '') throw malformed('no principalId');
    const context = result.context ?? {};
    if (!isObject(context) || Object.values(context).some((value) => !['string', 'number', 'boolean'].includes(typeof value))) {
      throw malformed('a context with a value that is no text, number or boolean');
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
      throw malformed(`a policy that cannot be read: ${(error as Error).message}`);
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
