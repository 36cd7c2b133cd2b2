import type { APIGatewayProxyEvent } from 'aws-lambda';
import { header } from './header';
import { invalidMember, invalidMembers, ProblemError } from './problem-error';
import { RouteImplementation, RouteHandler } from './serve';
import { InvalidInput, validate } from './validate';
import type { Route } from '../../../routes/route';
import type { ObjectSchema, Value } from '../../../routes/schemas';

/** Far larger than any valid body. */
const MAX_BYTES = 8 * 1024;

/** The request body of a route. */
export type BodyOf<R extends { readonly body: ObjectSchema }> = Value<R['body']>;

/**
 * Implements a route that has a request body. It is separate from `implement` so that functions without request bodies
 * do not bundle the validator.
 */
export function implementBody<const R extends Route & { readonly body: ObjectSchema }>(route: R, run: RouteHandler<R>): RouteImplementation {
  return { route, parse: (event) => parseBody(route.body, event), run };
}

/**
 * The validated body of an event.
 *
 * @throws ProblemError invalid_request, payload_too_large or unsupported_media_type
 */
export function parseBody<S extends ObjectSchema>(schema: S, event: APIGatewayProxyEvent): Value<S> {
  // A browser sends a body without a media type to other sites without a preflight.
  if (!/^application\/json[ \t]*(;|$)/i.test(header(event, 'content-type') ?? '')) {
    throw new ProblemError('unsupported_media_type');
  }
  try {
    return validate(schema, JSON.parse(text(event)));
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw invalidMember('#', 'must be JSON');
    }
    throw error instanceof InvalidInput ? invalidMembers(error.errors) : error;
  }
}

function text({ body, isBase64Encoded }: APIGatewayProxyEvent): string {
  if (typeof body !== 'string') {
    throw invalidMember('#', 'is required');
  }
  // Base64 needs four characters for three bytes. The exact size is checked after decoding.
  if (body.length > MAX_BYTES * (isBase64Encoded ? 2 : 1)) {
    throw new ProblemError('payload_too_large');
  }
  const bytes = isBase64Encoded ? decodeBase64(body) : Buffer.from(body);
  if (bytes.length > MAX_BYTES) {
    throw new ProblemError('payload_too_large');
  }
  return isBase64Encoded ? decodeUtf8(bytes) : body;
}

function decodeBase64(body: string): Buffer {
  const bytes = Buffer.from(body, 'base64');
  // Buffer silently skips characters that are not base64.
  if (bytes.toString('base64') !== body) {
    throw invalidMember('#', 'must be base64');
  }
  return bytes;
}

function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw invalidMember('#', 'must be UTF-8');
  }
}
