import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { header } from './header';
import type { ProblemError } from './problem-error';
import { ENV, SECURITY_HEADERS } from '../../../routes/contract';
import { problemBody, Problem, PROBLEMS } from '../../../routes/problems';

const origins = (process.env[ENV.CORS_ALLOW_ORIGINS] ?? '').split(',').map((origin) => origin.trim()).filter(Boolean);
const credentials = process.env[ENV.CORS_ALLOW_CREDENTIALS] === 'true';
const exposed = process.env[ENV.CORS_EXPOSE_HEADERS];
const exposes: Record<string, string> = exposed ? { 'Access-Control-Expose-Headers': exposed } : {};

function corsHeaders(event: APIGatewayProxyEvent): Record<string, string> {
  if (origins.length === 0) {
    return {};
  }
  if (origins.includes('*')) {
    return { 'Access-Control-Allow-Origin': '*', ...exposes };
  }
  const origin = header(event, 'origin');
  return {
    // Origins that are not listed get the first allowed origin, which makes the browser block the response.
    'Access-Control-Allow-Origin': origin !== undefined && origins.includes(origin) ? origin : origins[0],
    'Vary': 'Origin',
    ...credentials ? { 'Access-Control-Allow-Credentials': 'true' } : {},
    ...exposes,
  };
}

/** A success response. It has no body if `body` is undefined. */
export function success(event: APIGatewayProxyEvent, status: number, body: unknown): APIGatewayProxyResult {
  return {
    statusCode: status,
    headers: { ...SECURITY_HEADERS, ...corsHeaders(event), ...body === undefined ? {} : { 'Content-Type': 'application/json' } },
    body: body === undefined ? '' : JSON.stringify(body),
  };
}

/** An error response (RFC 9457). */
export function failure(event: APIGatewayProxyEvent, { code, text, errors }: Pick<ProblemError, 'code' | 'text' | 'errors'>): APIGatewayProxyResult {
  const { status, retryAfter }: Problem = PROBLEMS[code];
  return {
    statusCode: status,
    headers: {
      ...SECURITY_HEADERS,
      ...corsHeaders(event),
      'Content-Type': 'application/problem+json',
      ...retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) },
    },
    body: JSON.stringify(problemBody(code, { message: text, errors })),
  };
}
