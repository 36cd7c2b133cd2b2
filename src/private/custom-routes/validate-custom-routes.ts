import { Duration, Token } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { ANY, VERBS, verbsOf } from './custom-route';
import { needsRule } from './rule-authorizers';
import { validateDocumentation } from './validate-documentation';
import { PrivateRouteOptions } from '../../private-route-options';
import { PublicRouteOptions } from '../../public-route-options';
import { TokenUse } from '../../token-use';
import { ApiContext } from '../context';
import { hasSettings, stageOf } from '../rest-api/method-settings';
import { findResource } from '../rest-api/resources';
import { isKnown, throwInvalid, validateDuration, validateWholeNumber } from '../validation';

type PrivateRouteOption = Exclude<keyof PrivateRouteOptions, keyof PublicRouteOptions>;

/** A record, so that the compiler misses none. */
const PRIVATE_ROUTE_OPTIONS: Record<PrivateRouteOption, true> = {
  tokenUse: true, authorizationScopes: true, allowedGroups: true, revocationCheck: true, resultsCacheTtl: true,
};

/** Throws before anything is made of a route that API Gateway would throwInvalid, or that would not do what it says. */
export function validatePublicRoute(path: string, options: PublicRouteOptions, context: ApiContext): void {
  // The compiler accepts a variable that has more members.
  const forbidding = Object.keys(PRIVATE_ROUTE_OPTIONS).find((name) => options[name as keyof PublicRouteOptions] !== undefined);
  if (forbidding) throwInvalid(`'${forbidding}' of /${path} has no effect on a public route; add the route by addPrivateRoute(), or leave it out`);
  validateRoute(path, options, context);
}

export function validatePrivateRoute(path: string, options: PrivateRouteOptions, context: ApiContext): void {
  validateToken(path, options);
  validateRoute(path, options, context);
  validateScopes(path, options);
  validateRule(path, options);
}

/** JavaScript lets any word through. */
function validateToken(path: string, { tokenUse }: PrivateRouteOptions): void {
  if (tokenUse !== undefined && !Object.values(TokenUse).includes(tokenUse)) throwInvalid(`'tokenUse' of /${path} is '${tokenUse}'; set it to ID or ACCESS`);
}

function validateRoute(path: string, options: PublicRouteOptions, context: ApiContext): void {
  validatePath(path);
  validateVerbs(path, options);
  validateTarget(path, options);
  validatePermissions(path, options, context);
  validateThrottle(path, options, context);
  validateFree(path, options, context);
  validateSiblings(path, context.restApi);
  validateDocumentation(path, options, context);
}

function validateScopes(path: string, { authorizationScopes: scopes, tokenUse }: PrivateRouteOptions): void {
  if (!scopes) return;
  if (tokenUse !== TokenUse.ACCESS) throwInvalid(`'authorizationScopes' of /${path} need an access token; set 'tokenUse' to ACCESS`);
  if (scopes.length === 0) throwInvalid(`'authorizationScopes' of /${path} is empty, which lets the ID token in; name a scope, or leave it out`);
}

function validateRule(path: string, options: PrivateRouteOptions): void {
  const { allowedGroups, resultsCacheTtl, revocationCheck, tokenUse } = options;
  if (allowedGroups?.length === 0) throwInvalid(`'allowedGroups' of /${path} is empty, so nobody could call it; name a group, or leave it out`);
  for (const group of allowedGroups ?? []) {
    // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html
    if (isKnown(group) && !/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u.test(group)) {
      throwInvalid(`'allowedGroups' of /${path} has '${group}', which no group can be called; use 1 to 128 characters without spaces`);
    }
  }
  if (revocationCheck && tokenUse !== TokenUse.ACCESS) {
    throwInvalid(`'revocationCheck' of /${path} needs the access token, the only one that Cognito can be asked about; set 'tokenUse' to ACCESS`);
  }
  if (resultsCacheTtl && !needsRule(options)) {
    throwInvalid(`'resultsCacheTtl' of /${path} has no effect without 'allowedGroups' or 'revocationCheck'; leave it out`);
  }
  validateDuration('resultsCacheTtl', resultsCacheTtl, { min: Duration.seconds(0), max: Duration.hours(1), unit: 'seconds' });
}

function validatePath(path: string): void {
  if (Token.isUnresolved(path)) throwInvalid('\'path\' is a token, but must be a literal value, because methods are created from it at synthesis; write the value');
  if (path === '') throwInvalid('\'path\' is empty; name at least one segment, such as \'orders\'');
  if (path.startsWith('/') || path.endsWith('/')) throwInvalid(`'path' is '${path}'; leave out the slashes at its ends`);
  const segments = path.split('/');
  const names = segments.flatMap((segment) => /^\{(.*?)\+?\}$/.exec(segment)?.[1] ?? []);
  if (!segments.every((segment) => /^([A-Za-z0-9:._$-]+|\{[A-Za-z0-9:._$-]+\+?\})$/.test(segment))) {
    throwInvalid(`'path' is '${path}'; use segments of letters, digits and -._:$, or parameters such as {id}, joined by single slashes`);
  }
  if (segments.slice(0, -1).some((segment) => segment.endsWith('+}'))) {
    throwInvalid(`'path' is '${path}'; nothing can stand after a parameter that takes the rest of the path`);
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throwInvalid(`'path' is '${path}'; give its parameters different names than '${twice}' twice`);
}

function validateVerbs(path: string, options: PublicRouteOptions): void {
  const verbs = verbsOf(options);
  if (verbs.length === 0) throwInvalid(`'methods' of /${path} is empty; name at least one, or leave it out for GET`);
  for (const [index, verb] of verbs.entries()) {
    if (verb === 'OPTIONS') throwInvalid(`'methods' of /${path} has OPTIONS, which the construct answers for preflights; leave it out`);
    if (verb !== ANY && !VERBS.includes(verb)) throwInvalid(`'methods' of /${path} has '${verb}'; use ${VERBS.join(', ')} or ${ANY}`);
    if (verbs.indexOf(verb) !== index) throwInvalid(`'methods' of /${path} has ${verb} twice; name it once`);
  }
}

function validateTarget(path: string, { handler, integration }: PublicRouteOptions): void {
  if (handler && integration) throwInvalid(`/${path} has both 'handler' and 'integration'; give one of them`);
  if (!handler && !integration) throwInvalid(`/${path} has neither 'handler' nor 'integration'; give one of them`);
}

/**
 * The policy of a function holds 20,480 bytes, and a permission for one method takes about 450 of them.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const MOST_PERMISSIONS = 45;

function validatePermissions(path: string, options: PublicRouteOptions, { customRoutes }: ApiContext): void {
  if (!options.handler) return;
  const before = customRoutes.filter((route) => route.options.handler === options.handler);
  const count = [...before.map((route) => route.options), options].reduce((sum, each) => sum + verbsOf(each).length, 0);
  if (count > MOST_PERMISSIONS) {
    throwInvalid(`'handler' of /${path} would serve ${count} methods, and its policy of 20 KB holds permissions for ${MOST_PERMISSIONS}; `
      + 'pass \'integration: new LambdaIntegration(handler, { scopePermissionToMethod: false })\', one for all of them, or name ANY');
  }
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html */
function validateThrottle(path: string, options: PublicRouteOptions, { restApi }: ApiContext): void {
  const { throttle } = options;
  if (!throttle) return;
  if (throttle.rateLimit === undefined && throttle.burstLimit === undefined) {
    throwInvalid(`'throttle' of /${path} is empty; set 'rateLimit' or 'burstLimit', or leave it out`);
  }
  if (verbsOf(options).includes(ANY)) throwInvalid(`'throttle' of /${path} needs the methods by name; list them instead of ANY`);
  if (isKnown(throttle.rateLimit) && !(throttle.rateLimit > 0 && throttle.rateLimit <= 10_000)) {
    throwInvalid(`'throttle.rateLimit' of /${path} is ${throttle.rateLimit}; set it to more than 0 and at most 10000 requests a second`);
  }
  validateWholeNumber('throttle.burstLimit', throttle.burstLimit, { min: 1, max: 10_000 });
  const stage = stageOf(restApi);
  if (!stage) throwInvalid(`'throttle' of /${path} needs the stage, which is not made in this app; set it where the stage is made`);
  if (verbsOf(options).some((httpMethod) => hasSettings(stage, { path, httpMethod, limits: throttle }))) {
    throwInvalid(`'throttle' of /${path} is also in the 'methodOptions' of the stage; set it in one of them`);
  }
}

function validateFree(path: string, options: PublicRouteOptions, context: ApiContext): void {
  for (const verb of verbsOf(options)) {
    if (context.settings.routes.some((route) => route.method === verb && context.pathOf(route) === path)) {
      throwInvalid(`${verb} /${path} is a route of the construct; choose another path, or change 'basePath'`);
    }
    if (findResource(context.restApi.root, path)?.node.tryFindChild(verb)) {
      throwInvalid(`${verb} /${path} is there already; leave it out, or choose another path`);
    }
  }
}

/** API Gateway takes one parameter for each place in a path, whatever stands behind it. */
function validateSiblings(path: string, restApi: apigateway.IRestApi): void {
  const segments = path.split('/');
  for (const [index, segment] of segments.entries()) {
    if (!segment.startsWith('{')) continue;
    const parent = findResource(restApi.root, segments.slice(0, index).join('/'));
    const other = parent?.node.children.find(({ node: { id } }) => id.startsWith('{') && id !== segment);
    if (other) throwInvalid(`'path' is '${path}', but another route has ${other.node.id} where it has ${segment}; use the same one`);
  }
}
