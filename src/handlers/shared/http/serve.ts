import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { checkAudience } from './audience';
import { ProblemError } from './problem-error';
import { failure, success } from './response';
import type { Route } from '../../../routes/route';
import type { Value } from '../../../routes/schemas';
import { now } from '../runtime/clock';
import { causeName, LogFields, logOutcome } from '../runtime/log';

/** Stays below API Gateway's limit of 29 seconds for an integration. */
const MAX_MS = 20_000;
/** Time that is left to write the response before Lambda ends the function. */
const RESERVE_MS = 1_500;

/** Marks the rehearsal during INIT, which is not logged. It is compared by identity, so no event from Lambda can match it. */
export const REHEARSAL = {} as Context;

/** A request whose body matches the route's schema. */
export interface RouteRequest<R extends Route> {
  readonly route: Route;
  readonly body: R extends { readonly body: infer S } ? Value<S> : undefined;
  readonly event: APIGatewayProxyEvent;
  /** Aborts when the time for the request is over. */
  readonly signal: AbortSignal;
  /** Whether this is the rehearsal during INIT. No call may reach Cognito. */
  readonly rehearsed: boolean;
  /** Adds fields to the log line of the request. */
  readonly note: (fields: Pick<LogFields, 'cause' | 'challenge' | 'outcome'>) => void;
}

type ResponseBody<S> = S extends null ? undefined : Value<S>;

/** The success responses that the route's row allows. */
export type RouteResponse<R extends Route> = {
  readonly [S in keyof R['responses'] & number]: { readonly status: S; readonly body: ResponseBody<R['responses'][S]> }
}[keyof R['responses'] & number];

export type RouteHandler<R extends Route> = (request: RouteRequest<R>) => Promise<RouteResponse<R>>;

export interface RouteImplementation {
  readonly route: Route;
  /** Parses and validates the body, if the route has one. */
  readonly parse?: (event: APIGatewayProxyEvent) => unknown;
  readonly run: (request: any) => Promise<{ readonly status: number; readonly body: unknown }>;
}

/** A success response. Its type carries the status and the body, so that the compiler checks both against the route's row. */
export function respond<const S extends number, B>(status: S, body: B): { readonly status: S; readonly body: B } {
  return { status, body };
}

/** Implements a route without a request body. */
export function implement<const R extends Route & { readonly body?: undefined }>(route: R, run: RouteHandler<R>): RouteImplementation {
  return { route, run };
}

export type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/** The Lambda handler of these routes. It never throws: every failure becomes an error response. */
export function serve(...implementations: readonly RouteImplementation[]): Handler {
  return async (event, context) => {
    try {
      return await runAndLog(implementations, event ?? {}, context);
    } catch {
      // The event itself could not be read. API Gateway never sends such an event.
      return failure({} as APIGatewayProxyEvent, { code: 'internal_error' });
    }
  };
}

async function runAndLog(implementations: readonly RouteImplementation[], event: APIGatewayProxyEvent, context: Context) {
  const started = now();
  const fields: LogFields = { requestId: event.requestContext?.requestId };
  let result: APIGatewayProxyResult;
  try {
    const { route, parse, run } = find(implementations, event);
    fields.route = route.name;
    const rehearsed = context === REHEARSAL;
    if (!rehearsed) {
      checkAudience(route, event);
    }
    const { status, body } = await run({
      route,
      body: parse?.(event),
      event,
      signal: deadline(context),
      rehearsed,
      note: (more: LogFields) => Object.assign(fields, more),
    });
    fields.outcome ??= 'ok';
    result = success(event, status, body);
  } catch (error) {
    const problem = error instanceof ProblemError ? error : new ProblemError('internal_error', causeName(error));
    fields.outcome = problem.code;
    fields.cause = problem.causeName ?? fields.cause;
    result = failure(event, problem);
  }
  fields.status = result.statusCode;
  fields.durationMs = Math.round(now() - started);
  if (context !== REHEARSAL) {
    logOutcome(fields);
  }
  return result;
}

function find(implementations: readonly RouteImplementation[], event: APIGatewayProxyEvent): RouteImplementation {
  const [only] = implementations;
  if (implementations.length === 1) {
    return only;
  }
  // The base path is configurable, so a route is identified by the end of its resource.
  const found = implementations.find(({ route }) => route.method === event.httpMethod && event.resource?.endsWith(`/${route.path}`));
  if (!found) {
    throw new ProblemError('internal_error', 'UnknownRoute');
  }
  return found;
}

function deadline(context?: Context): AbortSignal {
  const remaining = context?.getRemainingTimeInMillis?.() ?? MAX_MS;
  const milliseconds = Math.min(MAX_MS, remaining - RESERVE_MS);
  // Even a timer of 0 ms would let a call start, and the function would end before its response arrives.
  return milliseconds > 0 ? AbortSignal.timeout(milliseconds) : AbortSignal.abort();
}
