import { createHash } from 'node:crypto';
import { Duration, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { PrivateRouteOptions } from '../../private-route-options';
import { AUTHORIZER_ENV, ENV } from '../../routes/contract';
import { TokenUse } from '../../token-use';
import { ApiContext } from '../context';
import { createFunction } from '../functions/functions';
import { ACCESS_TOKEN_SCOPE } from '../rest-api/authorizers';

/** What looks like a token, with or without `Bearer` and one space: each other spelling would be another key of the cache. The gateway refuses the rest before it asks anyone. */
const TOKEN_PATTERN = '^([Bb]earer )?[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$';

export const DEFAULT_RESULTS_CACHE_TTL = Duration.minutes(1);

/** Whether a route wants more of its caller than the gateway can check by itself. */
export function needsRule({ allowedGroups, revocationCheck }: PrivateRouteOptions): boolean {
  return allowedGroups !== undefined || revocationCheck === true;
}

/**
 * The Lambda authorizers of private routes: one for each rule, however many routes have it. The gateway keeps an answer
 * for all methods of an authorizer, so no two rules may share one.
 */
export class RuleAuthorizers {
  private readonly byRule = new Map<string, apigateway.TokenAuthorizer>();

  constructor(private readonly context: ApiContext) {
    // Routes with a rule can be added until synthesis.
    context.scope.node.addValidation({ validate: () => this.findings() });
  }

  private findings(): string[] {
    return this.context.settings.functions.configuresAuthorizer && this.byRule.size === 0
      ? ['\'functions.authorizer\' has no effect, as no route was added with \'allowedGroups\' or \'revocationCheck\'; leave it out']
      : [];
  }

  authorizerFor(options: PrivateRouteOptions): apigateway.TokenAuthorizer {
    const environment = this.environmentOf(options);
    const resultsCacheTtl = options.resultsCacheTtl ?? DEFAULT_RESULTS_CACHE_TTL;
    const rule = this.spelt([environment[AUTHORIZER_ENV.TOKEN_USE], environment[AUTHORIZER_ENV.ALLOWED_GROUPS],
      environment[AUTHORIZER_ENV.AUTHORIZATION_SCOPES], environment[AUTHORIZER_ENV.REVOCATION_CHECK], resultsCacheTtl.toSeconds()]);
    const authorizer = this.byRule.get(rule) ?? this.create(rule, environment, resultsCacheTtl);
    this.byRule.set(rule, authorizer);
    return authorizer;
  }

  private create(rule: string, environment: Record<string, string>, resultsCacheTtl: Duration): apigateway.TokenAuthorizer {
    // By the rule and not by the order of the routes: another route before it must not replace it.
    const id = `Authorizer${createHash('sha256').update(rule).digest('hex').slice(0, 8)}`;
    const { invoked } = createFunction(this.context, `${id}Function`, {
      name: 'authorizer',
      description: 'Decides who may call private routes with more rules than a valid token',
      routes: [],
      environment,
    });
    return new apigateway.TokenAuthorizer(this.context.scope, id, { handler: invoked, resultsCacheTtl, validationRegex: TOKEN_PATTERN });
  }

  private environmentOf({ allowedGroups, authorizationScopes, revocationCheck, tokenUse }: PrivateRouteOptions): Record<string, string> {
    const { settings, tokenClientIds, userPool } = this.context;
    const access = tokenUse === TokenUse.ACCESS;
    const { priming } = settings.functions.handlers.authorizer;
    return {
      [ENV.USER_POOL_ID]: userPool.userPoolId,
      [ENV.ALLOWED_CLIENT_IDS]: tokenClientIds.join(','),
      [AUTHORIZER_ENV.TOKEN_USE]: access ? 'access' : 'id',
      ...allowedGroups ? { [AUTHORIZER_ENV.ALLOWED_GROUPS]: this.listed(allowedGroups) } : {},
      ...access ? { [AUTHORIZER_ENV.AUTHORIZATION_SCOPES]: this.listed(authorizationScopes ?? [ACCESS_TOKEN_SCOPE]) } : {},
      ...revocationCheck ? { [AUTHORIZER_ENV.REVOCATION_CHECK]: 'true' } : {},
      ...priming === undefined ? {} : { [ENV.PRIME]: priming },
    };
  }

  /** In one order, however they were given. */
  private listed(names: readonly string[]): string {
    const byName = new Map(names.map((name) => [this.spelt(name), name]));
    return JSON.stringify([...byName.keys()].sort().map((key) => byName.get(key)));
  }

  /** With what a token stands for: the token itself is numbered by all that the app made before it. */
  private spelt(value: unknown): string {
    return JSON.stringify(Stack.of(this.context.scope).resolve(value));
  }
}
