import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { gatewayCorsHeaders } from './cors';
import { SECURITY_HEADERS } from '../../routes/contract';
import { Problem, problemBody, ProblemCode, PROBLEMS } from '../../routes/problems';

/** The API whose gateway responses are set. */
export interface GatewayResponsesTarget {
  /** The parent of the gateway responses in the construct tree. */
  readonly scope: Construct;
  readonly restApi: apigateway.IRestApi;
  readonly cors: apigateway.CorsOptions | undefined;
}

const RESPONSE_TYPES = {
  AccessDenied: apigateway.ResponseType.ACCESS_DENIED,
  BadRequestBody: apigateway.ResponseType.BAD_REQUEST_BODY,
  Default4xx: apigateway.ResponseType.DEFAULT_4XX,
  Default5xx: apigateway.ResponseType.DEFAULT_5XX,
  MissingAuthenticationToken: apigateway.ResponseType.MISSING_AUTHENTICATION_TOKEN,
  RequestTooLarge: apigateway.ResponseType.REQUEST_TOO_LARGE,
  Throttled: apigateway.ResponseType.THROTTLED,
  Unauthorized: apigateway.ResponseType.UNAUTHORIZED,
  WafFiltered: apigateway.ResponseType.WAF_FILTERED,
};

/** API Gateway's own message. The variable includes its quotes. */
const MESSAGE = '$context.error.messageString';
/** What is wrong with a body. The variable has no quotes of its own, and quotes inside it are escaped. */
const VALIDATION_ERROR = '"$context.error.validationErrorString"';

/** Gives API Gateway's own errors the body and the headers of the handlers' errors. */
export function addGatewayResponses(target: GatewayResponsesTarget): void {
  addProblemResponse(target, 'Unauthorized', 'unauthorized');
  addProblemResponse(target, 'AccessDenied', 'forbidden');
  addProblemResponse(target, 'Throttled', 'rate_limited');
  addProblemResponse(target, 'BadRequestBody', 'invalid_request', VALIDATION_ERROR);
  // API Gateway uses this type for paths and methods that do not exist.
  addProblemResponse(target, 'MissingAuthenticationToken', 'not_found');
  addProblemResponse(target, 'RequestTooLarge', 'payload_too_large');

  checkOnce(Stack.of(target.restApi));
  addDefaultResponse(target, 'Default4xx', 'Client Error', 'invalid_request', MESSAGE);
  addDefaultResponse(target, 'Default5xx', 'Server Error', 'internal_error');
}

/** Makes API Gateway return one of its own errors as an error of the contract. */
export function addProblemResponse(target: GatewayResponsesTarget, type: keyof typeof RESPONSE_TYPES, code: ProblemCode, detail?: string): void {
  const { status, retryAfter }: Problem = PROBLEMS[code];
  addResponse(target, type, {
    statusCode: String(status),
    body: problemBody(code),
    detail,
    headers: retryAfter === undefined ? {} : { 'Retry-After': `'${retryAfter}'` },
  });
}

/** Sets all types without a response of their own. Each keeps its HTTP status, so the body cannot contain it. */
function addDefaultResponse(
  target: GatewayResponsesTarget, type: 'Default4xx' | 'Default5xx', title: string, code: ProblemCode, detail?: string,
): void {
  const { status: _, ...body } = problemBody(code);
  addResponse(target, type, { body: { ...body, title }, detail });
}

interface ResponseOptions {
  readonly statusCode?: string;
  readonly body: object;
  /** A JSON string or a template variable that becomes one. */
  readonly detail?: string;
  readonly headers?: Record<string, string>;
}

function addResponse(
  { scope, restApi, cors }: GatewayResponsesTarget, type: keyof typeof RESPONSE_TYPES, { statusCode, body, detail, headers }: ResponseOptions,
): void {
  const json = JSON.stringify(body);
  new apigateway.GatewayResponse(scope, type, {
    restApi,
    type: RESPONSE_TYPES[type],
    statusCode,
    responseHeaders: { ...headersOf(cors), ...headers },
    templates: { 'application/json': detail ? `${json.slice(0, -1)},"detail":${detail}}` : json },
  });
}

/** One walk for each stack. A walk for each construct would make synthesis quadratic in their number. */
const CHECKED = new WeakSet<Stack>();

function checkOnce(stack: Stack): void {
  if (CHECKED.has(stack)) return;
  CHECKED.add(stack);
  stack.node.addValidation({ validate: () => findDuplicates(stack) });
}

/** The app can add gateway responses to the same API, before or after this construct, and an API takes one for each type. */
function findDuplicates(stack: Stack): string[] {
  const responses = new Map<string, { readonly type: string; readonly paths: string[] }>();
  for (const response of stack.node.findAll()) {
    if (!(response instanceof apigateway.CfnGatewayResponse)) continue;
    const { responseType: type, restApiId } = response;
    const key = JSON.stringify([type, stack.resolve(restApiId)]);
    const { paths } = responses.get(key) ?? responses.set(key, { type, paths: [] }).get(key)!;
    paths.push(response.node.scope!.node.path);
  }
  return [...responses.values()].filter(({ paths }) => paths.length > 1).map(({ type, paths }) =>
    `the gateway response ${type} is worded by ${paths.join(' and ')}, and an API takes one; leave one out, or set 'gatewayResponses' to false`);
}

function headersOf(cors: apigateway.CorsOptions | undefined): Record<string, string> {
  return {
    ...gatewayCorsHeaders(cors),
    // API Gateway takes static values in single quotes.
    ...Object.fromEntries(Object.entries({ ...SECURITY_HEADERS, 'Content-Type': 'application/problem+json' }).map(([name, value]) => [name, `'${value}'`])),
  };
}
