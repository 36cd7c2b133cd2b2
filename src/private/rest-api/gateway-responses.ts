import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { gatewayCorsHeaders } from './cors';
import { SECURITY_HEADERS } from '../../routes/contract';
import { Problem, problemBody, ProblemCode, PROBLEMS } from '../../routes/problems';

/** Of which API the gateway words its own answers. */
export interface GatewayResponsesTarget {
  /** Where the gateway responses stand in the tree. */
  readonly scope: Construct;
  readonly restApi: apigateway.IRestApi;
  readonly cors: apigateway.CorsOptions | undefined;
}

/** Gives the gateway's own answers the shape and the headers of the handlers' errors. */
export function addGatewayResponses(target: GatewayResponsesTarget): void {
  addProblemResponse(target, 'Unauthorized', 'unauthorized');
  addProblemResponse(target, 'Throttled', 'rate_limited');

  checkOnce(Stack.of(target.restApi));
  // The variable brings its own quotes.
  addDefaultResponse(target, 'Default4xx', { title: 'Client Error', code: 'invalid_request', detail: '$context.error.messageString' });
  addDefaultResponse(target, 'Default5xx', { title: 'Server Error', code: 'internal_error' });
}

const DEFAULT_TYPES = {
  Default4xx: apigateway.ResponseType.DEFAULT_4XX,
  Default5xx: apigateway.ResponseType.DEFAULT_5XX,
};

interface DefaultWording {
  readonly title: string;
  readonly code: ProblemCode;
  /** Of the gateway's own words, a variable in a template. */
  readonly detail?: string;
}

/** Words all types that have no wording of their own. They have many statuses, which stay as they are and are therefore not in the body. */
function addDefaultResponse({ scope, restApi, cors }: GatewayResponsesTarget, type: keyof typeof DEFAULT_TYPES, wording: DefaultWording): void {
  const { title, code, detail } = wording;
  const problem = JSON.stringify({ type: 'about:blank', title, code, message: PROBLEMS[code].message });
  new apigateway.GatewayResponse(scope, type, {
    restApi,
    type: DEFAULT_TYPES[type],
    responseHeaders: headersOf(cors),
    templates: { 'application/json': detail ? `${problem.slice(0, -1)},"detail":${detail}}` : problem },
  });
}

/** A walk by each construct would make synthesis slower with the square of their number. */
const CHECKED = new WeakSet<Stack>();

function checkOnce(stack: Stack): void {
  if (CHECKED.has(stack)) return;
  CHECKED.add(stack);
  stack.node.addValidation({ validate: () => findingsOfTwoWordings(stack) });
}

/** Others can word an answer of an API as well, before the construct does or later, and CloudFormation makes only one. */
function findingsOfTwoWordings(stack: Stack): string[] {
  const wordings = new Map<string, { readonly type: string; readonly paths: string[] }>();
  for (const response of stack.node.findAll()) {
    if (!(response instanceof apigateway.CfnGatewayResponse)) continue;
    const { responseType: type, restApiId } = response;
    const key = JSON.stringify([type, stack.resolve(restApiId)]);
    const { paths } = wordings.get(key) ?? wordings.set(key, { type, paths: [] }).get(key)!;
    paths.push(response.node.scope!.node.path);
  }
  return [...wordings.values()].filter(({ paths }) => paths.length > 1).map(({ type, paths }) =>
    `the gateway response ${type} is worded by ${paths.join(' and ')}, and an API takes one; leave one out, or set 'gatewayResponses' to false`);
}

const RESPONSE_TYPES = {
  AccessDenied: apigateway.ResponseType.ACCESS_DENIED,
  Throttled: apigateway.ResponseType.THROTTLED,
  Unauthorized: apigateway.ResponseType.UNAUTHORIZED,
  WafFiltered: apigateway.ResponseType.WAF_FILTERED,
};

/** Words one of the gateway's own answers as one problem. */
export function addProblemResponse(
  { scope, restApi, cors }: GatewayResponsesTarget, type: keyof typeof RESPONSE_TYPES, code: ProblemCode,
): void {
  const { status, retryAfter }: Problem = PROBLEMS[code];
  new apigateway.GatewayResponse(scope, type, {
    restApi,
    type: RESPONSE_TYPES[type],
    statusCode: String(status),
    responseHeaders: { ...headersOf(cors), ...retryAfter === undefined ? {} : { 'Retry-After': `'${retryAfter}'` } },
    templates: { 'application/json': JSON.stringify(problemBody(code)) },
  });
}

function headersOf(cors: apigateway.CorsOptions | undefined): Record<string, string> {
  return {
    ...gatewayCorsHeaders(cors),
    // The gateway wants its constants quoted.
    ...Object.fromEntries(Object.entries({ ...SECURITY_HEADERS, 'Content-Type': 'application/problem+json' }).map(([name, value]) => [name, `'${value}'`])),
  };
}
