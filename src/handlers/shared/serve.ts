import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { now } from './clock';
import { causeName, LogFields, logOutcome } from './log';
import { ProblemError } from './problem-error';
import { failure, success } from './response';
import type { Route } from '../../routes/route';
import type { Value } from '../../routes/schemas';

/** No request may outlive the gateway's patience, and the answer itself needs time. */
const LONGEST_MS = 20_000;
const RESERVE_MS = 1_500;

/** The context of a request that is only rehearsed: it leaves no line in the log. No request of Lambda's can have it. */
export const REHEARSAL = {} as Context;

/** A request whose body fits the route's schema. */
export interface RouteRequest<R extends Route> {
  readonly route: Route;
  readonly body: R extends { readonly body: infer S } ? Value<S> : undefined;
  readonly event: APIGatewayProxyEvent;
  /** Aborts when the time for the whole request is over. */
  readonly signal: AbortSignal;
  /** Whether there is no request: no call may leave. */
  readonly rehearsed: boolean;
  /** Adds to the line that the request leaves in the log. */
  readonly note: (fields: Pick<LogFields, 'cause' | 'challenge' | 'outcome'>) => void;
}

type AnswerBody<S> = S extends null ? undefined : Value<S>;

/** What a route may answer on success. */
export type RouteAnswer<R extends Route> = {
  readonly [S in keyof R['answers'] & number]: { readonly status: S; readonly body: AnswerBody<R['answers'][S]> }
}[keyof R['answers'] & number];

export type Run<R extends Route> = (request: RouteRequest<R>) => Promise<RouteAnswer<R>>;

export interface Implementation {
  readonly route: Route;
  /** Reads the body, where the route has one. */
  readonly parse?: (event: APIGatewayProxyEvent) => unknown;
  readonly run: (request: any) => Promise<{ readonly status: number; readonly body: unknown }>;
}

/** An answer of a route; its type is the status and the body, which the row must allow. */
export function answer<const S extends number, B>(status: S, body: B): { readonly status: S; readonly body: B } {
  return { status, body };
}

/** Ties a row without a body to the code that serves it. */
export function implement<const R extends Route & { readonly body?: undefined }>(route: R, run: Run<R>): Implementation {
  return { route, run };
}

export type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/** The Lambda handler that serves these routes. It never throws: every end is an answer of the contract. */
export function serve(...implementations: readonly Implementation[]): Handler {
  return async (event, context) => {
    try {
      return await answerAndLog(implementations, event ?? {}, context);
    } catch {
      // Not even the failure could be told in its own words; an event like this comes from no gateway.
      return failure({} as APIGatewayProxyEvent, 'internal_error');
    }
  };
}

async function answerAndLog(implementations: readonly Implementation[], event: APIGatewayProxyEvent, context: Context) {
  const started = now();
  const fields: LogFields = { requestId: event.requestContext?.requestId };
  let result: APIGatewayProxyResult;
  try {
    const { route, parse, run } = find(implementations, event);
    fields.route = route.name;
    const { status, body } = await run({
      route,
      body: parse?.(event),
      event,
      signal: deadline(context),
      rehearsed: context === REHEARSAL,
      note: (more: LogFields) => Object.assign(fields, more),
    });
    fields.outcome ??= 'ok';
    result = success(event, status, body);
  } catch (error) {
    const problem = error instanceof ProblemError ? error : new ProblemError('internal_error', causeName(error));
    fields.outcome = problem.code;
    fields.cause = problem.causeName ?? fields.cause;
    result = failure(event, problem.code, problem.detail);
  }
  fields.status = result.statusCode;
  fields.durationMs = Math.round(now() - started);
  if (context !== REHEARSAL) {
    logOutcome(fields);
  }
  return result;
}

function find(implementations: readonly Implementation[], event: APIGatewayProxyEvent): Implementation {
  const [only] = implementations;
  if (implementations.length === 1) {
    return only;
  }
  // The base path is the deployment's to choose, so a route is known by how its resource ends.
  const found = implementations.find(({ route }) => route.method === event.httpMethod && event.resource?.endsWith(`/${route.path}`));
  if (!found) {
    throw new ProblemError('internal_error', 'UnknownRoute');
  }
  return found;
}

function deadline(context?: Context): AbortSignal {
  const remaining = context?.getRemainingTimeInMillis?.() ?? LONGEST_MS;
  const milliseconds = Math.min(LONGEST_MS, remaining - RESERVE_MS);
  // A timer, however short, would still let a call out, and nobody would be there for its reply.
  return milliseconds > 0 ? AbortSignal.timeout(milliseconds) : AbortSignal.abort();
}
