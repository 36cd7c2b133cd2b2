/** The names that a construct writes and a handler reads. */

/** Names of the handlers' environment variables. None ever holds a secret. An enum, as esbuild ships of one only what is read. */
export enum ENV {
  USER_POOL_ID = 'USER_POOL_ID',
  USER_POOL_CLIENT_ID = 'USER_POOL_CLIENT_ID',
  /** Comma-separated origins, `*`, or absent where CORS is off. */
  CORS_ALLOW_ORIGINS = 'CORS_ALLOW_ORIGINS',
  /** `true` where browsers may send credentials. */
  CORS_ALLOW_CREDENTIALS = 'CORS_ALLOW_CREDENTIALS',
  /** Comma-separated names of the headers of an answer that browsers show to scripts. */
  CORS_EXPOSE_HEADERS = 'CORS_EXPOSE_HEADERS',
  /** What a password must hold, as a sentence for people; absent for a pool of the user's own. */
  PASSWORD_POLICY = 'PASSWORD_POLICY',
  /** The same for the handlers, such as `12,lowercase,digits`; absent with it. */
  PASSWORD_RULES = 'PASSWORD_RULES',
  /** `true` where the pool has the marker attribute, so that a broken-off signup can be finished. */
  SIGNUP_MARKER = 'SIGNUP_MARKER',
  /** Comma-separated names of the attributes that a user may change. */
  WRITE_ATTRIBUTES = 'WRITE_ATTRIBUTES',
  /** The issuer that an authenticator app shows beside its codes. */
  TOTP_ISSUER = 'TOTP_ISSUER',
  /** `off` where the user forbids it to prime; `rehearse` in a VPC, where only the request that warms the connection is left out. */
  PRIME = 'PRIME',
}

/** Environment variables of an authorizer: the rule that it enforces. They stand apart so that no other bundle has them. */
export const AUTHORIZER_ENV = {
  /** `id` or `access`, the token that it takes. */
  TOKEN_USE: 'TOKEN_USE',
  /** The groups of which a caller must be in one, as a JSON list; absent where any caller may pass. */
  ALLOWED_GROUPS: 'ALLOWED_GROUPS',
  /** The scopes of which a token must have one, as a JSON list. */
  AUTHORIZATION_SCOPES: 'AUTHORIZATION_SCOPES',
  /** `true` where each token is held against Cognito. */
  REVOCATION_CHECK: 'REVOCATION_CHECK',
} as const;

/** Headers of every answer, the gateway's own errors included. */
export const SECURITY_HEADERS = {
  'Cache-Control': 'no-store',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
} as const;

/**
 * The custom attribute by which the signup route recognises its own half-made users: immutable and not writable
 * by any app client. Without it an administrator's invitation could be finished by whoever knows its password.
 */
export const SIGNUP_MARKER_ATTRIBUTE = 'signup_route';

/** Members of the one JSON line that a handler logs for each request. */
export const LOG = {
  ROUTE: 'route',
  OUTCOME: 'outcome',
  STATUS: 'status',
  DURATION: 'durationMs',
  REQUEST_ID: 'requestId',
  /** The name of the error that Cognito or the runtime gave; never its message. */
  CAUSE: 'cause',
  /** The name of the challenge that was asked or answered. */
  CHALLENGE: 'challenge',
} as const;
