import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { gatewayCorsHeaders } from './cors';
import { SECURITY_HEADERS } from '../contract';
import { Problem, problemBody, ProblemCode, PROBLEMS } from '../problems';

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
  addProblemResponse(target, 'BadRequestBody', 'invalid_request');
  addProblemResponse(target, 'Throttled', 'rate_limited');

  const { scope, restApi, cors } = target;
  checkOnce(Stack.of(restApi));
  const headers = headersOf(cors);
  // These two stand for many statuses, which stay as the gateway chose them and are therefore not in the body.
  new apigateway.GatewayResponse(scope, 'Default4xx', {
    restApi,
    type: apigateway.ResponseType.DEFAULT_4XX,
    responseHeaders: headers,
    // The variable brings its own quotes.
    templates: {
      'application/json':
        `{"type":"about:blank","title":"${PROBLEMS.request_refused.title}","code":"request_refused","message":$context.error.messageString}`,
    },
  });
  new apigateway.GatewayResponse(scope, 'Default5xx', {
    restApi,
    type: apigateway.ResponseType.DEFAULT_5XX,
    responseHeaders: headers,
    templates: {
      'application/json': JSON.stringify({
        type: 'about:blank', title: 'Server Error', code: 'internal_error', message: PROBLEMS.internal_error.message,
      }),
    },
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
  BadRequestBody: apigateway.ResponseType.BAD_REQUEST_BODY,
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
