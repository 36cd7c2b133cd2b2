/**
 * Request and response bodies as JSON Schema draft-04, the version that API Gateway's models use.
 *
 * A schema is used by the gateway's model, the handler's validator, the handler's TypeScript type (`Value`) and the
 * OpenAPI document. Each is a constant without spreads, so that esbuild can leave it out of bundles that do not use it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */

export interface StringSchema {
  readonly type: 'string';
  readonly description?: string;
  /** In characters (Unicode code points). */
  readonly minLength?: number;
  /** In characters (Unicode code points). */
  readonly maxLength?: number;
  /** An ECMA 262 regular expression without catastrophic backtracking. */
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

export interface ScalarSchema {
  readonly type: 'integer' | 'boolean';
  readonly description?: string;
}

export interface ObjectSchema {
  readonly type: 'object';
  readonly description?: string;
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** The schema of members that are not in `properties`. @default - they are ignored */
  readonly additionalProperties?: StringSchema;
}

export interface ArraySchema {
  readonly type: 'array';
  readonly description?: string;
  readonly items: Schema;
}

export interface EitherSchema {
  readonly description?: string;
  readonly anyOf: readonly ObjectSchema[];
}

export type Schema = StringSchema | ScalarSchema | ObjectSchema | ArraySchema | EitherSchema;

type Members<P, R> =
  & { readonly [K in keyof P as K extends R ? K : never]: Value<P[K]> }
  & { readonly [K in keyof P as K extends R ? never : K]?: Value<P[K]> };

/** The TypeScript type of the values that a schema allows. */
export type Value<S> =
  S extends { readonly enum: ReadonlyArray<infer E> } ? E
    : S extends { readonly type: 'string' } ? string
      : S extends { readonly type: 'integer' } ? number
        : S extends { readonly type: 'boolean' } ? boolean
          : S extends { readonly anyOf: ReadonlyArray<infer A> } ? Value<A>
            : S extends { readonly items: infer I } ? ReadonlyArray<Value<I>>
              : S extends { readonly properties: infer P; readonly required: ReadonlyArray<infer R> } ? Members<P, R>
                : S extends { readonly properties: infer P } ? Members<P, never>
                  : S extends { readonly additionalProperties: infer A } ? { readonly [name: string]: Value<A> }
                    : never;

/**
 * An ASCII address by the WHATWG definition, with at least one dot in its domain.
 *
 * Non-ASCII look-alikes, such as the Kelvin sign or a dotted capital I, fold onto ASCII letters when a user pool
 * compares names without regard to case; they would let one address claim another's account.
 *
 * @see https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
 */
export const email = {
  type: 'string',
  description: 'An ASCII email address; case does not matter',
  minLength: 3,
  maxLength: 128, // the longest username that Cognito takes
  pattern: "^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$",
} as const satisfies StringSchema;

/** Not normalised or trimmed. The user pool checks its strength. */
export const password = {
  type: 'string',
  description: 'A password, taken exactly as it is',
  minLength: 1,
  maxLength: 256, // Cognito's limit
} as const satisfies StringSchema;

export const code = {
  type: 'string',
  description: 'The digits that Cognito sent or that an authenticator app shows',
  pattern: '^[0-9]{6,8}$',
} as const satisfies StringSchema;

const refreshToken = {
  type: 'string',
  description: 'The `refreshToken` of an earlier response',
  minLength: 1,
  maxLength: 8192,
  pattern: '^[\\x21-\\x7E]+$',
} as const satisfies StringSchema;

const session = {
  type: 'string',
  description: 'The `session` of the response with the challenge',
  minLength: 1,
  maxLength: 8192,
  pattern: '^[\\x21-\\x7E]+$',
} as const satisfies StringSchema;

const text = { type: 'string' } as const satisfies StringSchema;

const preference = { type: 'string', enum: ['preferred', 'enabled', 'disabled'] } as const satisfies StringSchema;

export const credentialsBody = {
  type: 'object',
  properties: { email, password },
  required: ['email', 'password'],
} as const satisfies ObjectSchema;

export const emailBody = {
  type: 'object',
  properties: { email },
  required: ['email'],
} as const satisfies ObjectSchema;

export const emailCodeBody = {
  type: 'object',
  properties: { email, code },
  required: ['email', 'code'],
} as const satisfies ObjectSchema;

export const codeBody = {
  type: 'object',
  properties: { code },
  required: ['code'],
} as const satisfies ObjectSchema;

export const challengeBody = {
  type: 'object',
  properties: {
    email,
    session,
    challenge: { type: 'string', description: 'The `challenge` of the response with the challenge', pattern: '^[A-Z0-9_]{1,64}$' },
    answers: {
      type: 'object',
      description: '`code`, `newPassword`, `answer`, or new values of required attributes',
      maxProperties: 32,
      additionalProperties: { type: 'string', maxLength: 2048 },
    },
  },
  required: ['email', 'session', 'challenge', 'answers'],
} as const satisfies ObjectSchema;

export const refreshTokenBody = {
  type: 'object',
  properties: { refreshToken },
  required: ['refreshToken'],
} as const satisfies ObjectSchema;

export const resetPasswordBody = {
  type: 'object',
  properties: { email, code, password },
  required: ['email', 'code', 'password'],
} as const satisfies ObjectSchema;

export const changePasswordBody = {
  type: 'object',
  properties: { currentPassword: password, newPassword: password },
  required: ['currentPassword', 'newPassword'],
} as const satisfies ObjectSchema;

export const attributesBody = {
  type: 'object',
  properties: {
    attributes: {
      type: 'object',
      description: 'New values by attribute name',
      minProperties: 1,
      maxProperties: 32,
      additionalProperties: { type: 'string', maxLength: 2048 },
    },
  },
  required: ['attributes'],
} as const satisfies ObjectSchema;

export const mfaBody = {
  type: 'object',
  description: 'At most one is `preferred`',
  properties: { totp: preference, sms: preference, email: preference },
  minProperties: 1,
} as const satisfies ObjectSchema;

export const messageAnswer = {
  type: 'object',
  properties: { message: text },
  required: ['message'],
} as const satisfies ObjectSchema;

const idToken = { type: 'string', description: 'Identifies the user (JWT); for methods without a scope' } as const satisfies StringSchema;
const accessToken = { type: 'string', description: 'Authorizes calls to Cognito (JWT); for the account routes' } as const satisfies StringSchema;
const newRefreshToken = { type: 'string', description: 'Gets new tokens from `POST /token/refresh`' } as const satisfies StringSchema;
const expiresIn = { type: 'integer', description: 'Validity of the access token in seconds' } as const satisfies ScalarSchema;
const tokenType = { type: 'string', enum: ['Bearer'] } as const satisfies StringSchema;
const token = { type: 'string', description: 'The same as `idToken`' } as const satisfies StringSchema;

export const loginTokensAnswer = {
  type: 'object',
  properties: { message: text, token, idToken, accessToken, refreshToken: newRefreshToken, expiresIn, tokenType },
  required: ['message', 'token', 'idToken', 'accessToken', 'refreshToken', 'expiresIn', 'tokenType'],
} as const satisfies ObjectSchema;

export const loginChallengeAnswer = {
  type: 'object',
  properties: {
    message: text,
    challenge: { type: 'string', description: 'The name of the challenge, for example SOFTWARE_TOKEN_MFA' },
    session: { type: 'string', description: 'Send it back with the answers' },
    parameters: { type: 'object', description: 'Details of the challenge', additionalProperties: { type: 'string' } },
  },
  required: ['message', 'challenge', 'parameters'],
} as const satisfies ObjectSchema;

export const loginAnswer = {
  anyOf: [loginTokensAnswer, loginChallengeAnswer],
} as const satisfies EitherSchema;

export const refreshAnswer = {
  type: 'object',
  properties: { message: text, token, idToken, accessToken, refreshToken: newRefreshToken, expiresIn, tokenType },
  required: ['message', 'token', 'idToken', 'accessToken', 'expiresIn', 'tokenType'],
} as const satisfies ObjectSchema;

export const meAnswer = {
  type: 'object',
  properties: {
    username: text,
    attributes: { type: 'object', additionalProperties: { type: 'string' } },
    mfa: {
      type: 'object',
      properties: { totp: preference, sms: preference, email: preference },
      required: ['totp', 'sms', 'email'],
    },
  },
  required: ['username', 'attributes', 'mfa'],
} as const satisfies ObjectSchema;

export const updateMeAnswer = {
  type: 'object',
  properties: {
    message: text,
    verify: { type: 'string', description: 'The attribute whose new value received a code; the value is used once it is verified' },
  },
  required: ['message'],
} as const satisfies ObjectSchema;

export const totpAnswer = {
  type: 'object',
  properties: {
    secret: { type: 'string', description: 'Base32 (RFC 4648)' },
    otpauthUri: { type: 'string', description: 'Show it as a QR code for an authenticator app' },
  },
  required: ['secret', 'otpauthUri'],
} as const satisfies ObjectSchema;

export const problemAnswer = {
  type: 'object',
  description: 'RFC 9457 problem details',
  properties: {
    type: { type: 'string', enum: ['about:blank'] },
    title: text,
    status: { type: 'integer', description: 'The HTTP status' },
    code: { type: 'string', description: 'What went wrong: a stable value for programs' },
    message: { type: 'string', description: 'What went wrong: a text for people' },
    detail: { type: 'string', description: 'Why API Gateway rejected the request before it reached a function' },
    errors: {
      type: 'array',
      description: 'The members of the body that are not valid',
      items: {
        type: 'object',
        properties: {
          pointer: { type: 'string', description: 'JSON Pointer to the member, as a URI fragment; `#` is the whole body' },
          detail: { type: 'string', description: 'What is wrong; never the value' },
        },
        required: ['pointer', 'detail'],
      },
    },
  },
  required: ['type', 'title', 'code', 'message'],
} as const satisfies ObjectSchema;
