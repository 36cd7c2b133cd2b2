/** Names that the constructs write and the handlers read. */

/** The handlers' environment variables. None contains a secret. It is an enum, because esbuild inlines the members that are used. */
export enum ENV {
  USER_POOL_ID = 'USER_POOL_ID',
  USER_POOL_CLIENT_ID = 'USER_POOL_CLIENT_ID',
  /** The ARN of the Secrets Manager secret with the app client's secret; absent for a client without one. */
  USER_POOL_CLIENT_SECRET_ARN = 'USER_POOL_CLIENT_SECRET_ARN',
  /** Comma-separated ids of the app clients whose tokens the routes and authorizers take. */
  ALLOWED_CLIENT_IDS = 'ALLOWED_CLIENT_IDS',
  /** Comma-separated origins or `*`; not set if CORS is off. */
  CORS_ALLOW_ORIGINS = 'CORS_ALLOW_ORIGINS',
  /** `true` if browsers may send credentials. */
  CORS_ALLOW_CREDENTIALS = 'CORS_ALLOW_CREDENTIALS',
  /** Comma-separated names of the response headers that browsers show to scripts. */
  CORS_EXPOSE_HEADERS = 'CORS_EXPOSE_HEADERS',
  /** The password policy as a sentence; not set for an existing pool. */
  PASSWORD_POLICY = 'PASSWORD_POLICY',
  /** The same for the handlers, such as `12,lowercase,digits`; absent with it. */
  PASSWORD_RULES = 'PASSWORD_RULES',
  /** `true` if the pool has the marker attribute, so that an interrupted signup can be finished. */
  SIGNUP_MARKER = 'SIGNUP_MARKER',
  /** Comma-separated names of the attributes that a user may change. */
  WRITE_ATTRIBUTES = 'WRITE_ATTRIBUTES',
  /** The issuer that an authenticator app shows next to its codes. */
  TOTP_ISSUER = 'TOTP_ISSUER',
  /** `off` if the function must not prime; `rehearse` in a VPC, to prime without opening a connection. */
  PRIME = 'PRIME',
}

/** An authorizer's environment variables: the rule that it enforces. A constant of its own, so that no other bundle contains it. */
export const AUTHORIZER_ENV = {
  /** `id` or `access`: the token that it accepts. */
  TOKEN_USE: 'TOKEN_USE',
  /** JSON list of groups; the caller must be in one of them. Not set if all callers are allowed. */
  ALLOWED_GROUPS: 'ALLOWED_GROUPS',
  /** JSON list of scopes; the token must have one of them. */
  AUTHORIZATION_SCOPES: 'AUTHORIZATION_SCOPES',
  /** `true` if each token is checked with Cognito. */
  REVOCATION_CHECK: 'REVOCATION_CHECK',
} as const;

/** Headers of every response, including the gateway's own errors. */
export const SECURITY_HEADERS = {
  'Cache-Control': 'no-store',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
} as const;

/**
 * The custom attribute by which the signup route recognises users whose signup was interrupted. It is immutable and no
 * app client can write it. Without it, anyone who knows the temporary password of an invited user could finish the
 * invitation as a signup.
 */
export const SIGNUP_MARKER_ATTRIBUTE = 'signup_route';

/** Members of the one JSON line that a handler logs for each request. */
export const LOG = {
  ROUTE: 'route',
  OUTCOME: 'outcome',
  STATUS: 'status',
  DURATION: 'durationMs',
  REQUEST_ID: 'requestId',
  /** The name of the error from Cognito or the runtime; never its message. */
  CAUSE: 'cause',
  /** The name of the challenge that was issued or responded to. */
  CHALLENGE: 'challenge',
} as const;
