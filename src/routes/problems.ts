/**
 * An error response. Handlers, gateway responses, the OpenAPI document and the docs read this table.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export interface Problem {
  readonly status: number;
  /** The phrase of the status, as RFC 9457 requires for the type `about:blank`. */
  readonly title: string;
  /** A text for people. It is the same for every cause, so that responses do not reveal which one it was. */
  readonly message: string;
  /** Seconds to wait before a retry. */
  readonly retryAfter?: number;
}

/** A member of a request body that is not valid. */
export interface InvalidMember {
  /** JSON Pointer as a URI fragment, such as `#/email`; `#` is the whole body. */
  readonly pointer: string;
  /** What is wrong. It never contains the value. */
  readonly detail: string;
}

const BAD_REQUEST = { status: 400, title: 'Bad Request' } as const;
const UNAUTHORIZED = { status: 401, title: 'Unauthorized' } as const;
const FORBIDDEN = { status: 403, title: 'Forbidden' } as const;

/** Every error, by its stable code. */

export const PROBLEMS = {
  invalid_request: { ...BAD_REQUEST, message: 'Invalid input' },
  weak_password: { ...BAD_REQUEST, message: 'The password does not meet the password policy' },
  invalid_code: { ...BAD_REQUEST, message: 'The code is wrong, used or expired' },
  rejected: { ...BAD_REQUEST, message: 'The request was rejected' },
  unauthorized: { ...UNAUTHORIZED, message: 'Unauthorized' },
  invalid_credentials: { ...UNAUTHORIZED, message: 'Incorrect email or password' },
  invalid_challenge: { ...UNAUTHORIZED, message: 'The answer to the challenge is wrong or came too late' },
  invalid_refresh_token: { ...UNAUTHORIZED, message: 'The refresh token is not valid' },
  reauthentication_failed: { ...UNAUTHORIZED, message: 'The current password or the token is not valid' },
  forbidden: { ...FORBIDDEN, message: 'Forbidden' },
  mfa_setup_required: { ...FORBIDDEN, message: 'A second factor must be set up first' },
  mfa_required: { ...FORBIDDEN, message: 'A second factor is required and cannot be switched off' },
  not_found: { status: 404, title: 'Not Found', message: 'This path or method does not exist' },
  email_unavailable: { status: 409, title: 'Conflict', message: 'An account with this email already exists' },
  payload_too_large: { status: 413, title: 'Content Too Large', message: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'Unsupported Media Type', message: 'The body must be application/json' },
  rate_limited: { status: 429, title: 'Too Many Requests', message: 'Too many requests; try again later', retryAfter: 5 },
  internal_error: { status: 500, title: 'Internal Server Error', message: 'Something went wrong' },
  temporarily_unavailable: { status: 503, title: 'Service Unavailable', message: 'Temporarily unavailable; try again', retryAfter: 2 },
} as const satisfies Record<string, Problem>;

export type ProblemCode = keyof typeof PROBLEMS;

/** The body of an error response, with its members in the order in which they are sent. */
export function problemBody(code: ProblemCode, { message, errors }: { readonly message?: string; readonly errors?: readonly InvalidMember[] } = {}) {
  const { status, title, message: defaultMessage } = PROBLEMS[code];
  return { type: 'about:blank', title, status, code, message: message ?? defaultMessage, ...errors ? { errors } : {} };
}
