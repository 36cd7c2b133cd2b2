import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { gatewayCorsHeaders } from './cors';
import { SECURITY_HEADERS } from '../contract';
import { problemBody, ProblemCode, PROBLEMS } from '../problems';

/** Gives the gateway's own answers the shape and the headers of the handlers' errors. */
export function addGatewayResponses(restApi: apigateway.RestApi, cors: apigateway.CorsOptions | undefined): void {
  const headers = {
    ...gatewayCorsHeaders(cors),
    // The gateway wants its constants quoted.
    ...Object.fromEntries(Object.entries({ ...SECURITY_HEADERS, 'Content-Type': 'application/problem+json' }).map(([name, value]) => [name, `'${value}'`])),
  };

  const answer = (id: string, type: apigateway.ResponseType, code: ProblemCode) => {
    const { status, retryAfter } = PROBLEMS[code] as { status: number; retryAfter?: number };
    restApi.addGatewayResponse(id, {
      type,
      statusCode: String(status),
      responseHeaders: { ...headers, ...retryAfter === undefined ? {} : { 'Retry-After': `'${retryAfter}'` } },
      templates: { 'application/json': JSON.stringify(problemBody(code)) },
    });
  };
  answer('Unauthorized', apigateway.ResponseType.UNAUTHORIZED, 'unauthorized');
  answer('BadRequestBody', apigateway.ResponseType.BAD_REQUEST_BODY, 'invalid_request');
  answer('Throttled', apigateway.ResponseType.THROTTLED, 'rate_limited');

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
