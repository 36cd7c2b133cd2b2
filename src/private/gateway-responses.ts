import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { gatewayCorsHeaders } from './cors';
import { SECURITY_HEADERS } from '../contract';
import { Problem, problemBody, ProblemCode, PROBLEMS } from '../problems';

/** Gives the gateway's own answers the shape and the headers of the handlers' errors. */
export function addGatewayResponses(restApi: apigateway.RestApi, cors: apigateway.CorsOptions | undefined): void {
  addProblemResponse(restApi, cors, 'Unauthorized', 'unauthorized');
  addProblemResponse(restApi, cors, 'BadRequestBody', 'invalid_request');
  addProblemResponse(restApi, cors, 'Throttled', 'rate_limited');

  const headers = headersOf(cors);
  // These two stand for many statuses, which stay as the gateway chose them and are therefore not in the body.
  restApi.addGatewayResponse('Default4xx', {
    type: apigateway.ResponseType.DEFAULT_4XX,
    responseHeaders: headers,
    // The variable brings its own quotes.
    templates: {
      'application/json':
        `{"type":"about:blank","title":"${PROBLEMS.request_refused.title}","code":"request_refused","message":$context.error.messageString}`,
    },
  });
  restApi.addGatewayResponse('Default5xx', {
    type: apigateway.ResponseType.DEFAULT_5XX,
    responseHeaders: headers,
    templates: {
      'application/json': JSON.stringify({
        type: 'about:blank', title: 'Server Error', code: 'internal_error', message: PROBLEMS.internal_error.message,
      }),
    },
  });
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
  restApi: apigateway.RestApi, cors: apigateway.CorsOptions | undefined, type: keyof typeof RESPONSE_TYPES, code: ProblemCode,
): void {
  const { status, retryAfter }: Problem = PROBLEMS[code];
  restApi.addGatewayResponse(type, {
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
