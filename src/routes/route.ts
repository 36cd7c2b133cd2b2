import { ConditionName, SignUpModeName } from './conditions';
import { ProblemCode } from './problems';
import { ObjectSchema, Schema } from './schemas';

/** A row of the route table. */
export interface Route {
  /**
   * Its name everywhere: in the prop `routes`, logs, metrics, OpenAPI and docs. Not a reserved word and not `getX`,
   * which other languages of the package cannot have. Two rows of one name serve the same path in different modes.
   */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base path. */
  readonly path: string;
  readonly summary: string;
  /** The token that a caller sends. An access token is passed on to Cognito. */
  readonly token: 'none' | 'id' | 'access';
  readonly body?: ObjectSchema;
  /** The body of a success by its status; `null` if there is none. */
  readonly responses: { readonly [status: number]: Schema | null };
  /** Its own errors; `errorsOf` adds those that all routes of its kind have. */
  readonly errors: readonly ProblemCode[];
  /** The Cognito operations that it calls. */
  readonly calls: readonly Call[];
  /** It exists if all of these hold. @default - always */
  readonly when?: readonly ConditionName[];
  /** The name of a route that users of this one need next. It cannot be switched off alone. */
  readonly needs?: string;
  /** The function that serves it. Routes share one only if they need exactly the same permissions at Cognito. */
  readonly function: FunctionName;
  /** The throttle of its method. @default - the stage's */
  readonly throttle?: Throttle;
}

/** A Cognito operation, and when it is called. @default - always */
export interface Call {
  readonly operation: Operation;
  /** Only in this mode. */
  readonly signUpMode?: SignUpModeName;
  /** Only on a pool that the construct created, because existing pools lack the signup marker. */
  readonly createdPool?: true;
}

/** Requests per second, and how many at once. */
export interface Throttle {
  readonly rate: number;
  readonly burst: number;
}

/** The function `<name>` is `handlers/<name>.lambda.ts`. */
export type FunctionName =
  'signup' | 'signup-email-code' | 'login' | 'challenge' | 'session' | 'password' | 'reset' | 'account' | 'private';

/**
 * The Cognito operations that routes call, and whether a call needs an IAM permission. Public operations take a token,
 * a code or the client id instead.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-public-server-side.html
 */
export const OPERATIONS = {
  AdminCreateUser: 'iam',
  AdminGetUser: 'iam',
  AdminInitiateAuth: 'iam',
  AdminRespondToAuthChallenge: 'iam',
  AdminSetUserPassword: 'iam',
  AdminUserGlobalSignOut: 'iam',
  AssociateSoftwareToken: 'public',
  ChangePassword: 'public',
  ConfirmForgotPassword: 'public',
  ConfirmSignUp: 'public',
  DeleteUser: 'public',
  ForgotPassword: 'public',
  GetTokensFromRefreshToken: 'public',
  GetUser: 'public',
  GlobalSignOut: 'public',
  ResendConfirmationCode: 'public',
  RevokeToken: 'public',
  SetUserMFAPreference: 'public',
  SignUp: 'public',
  UpdateUserAttributes: 'public',
  VerifySoftwareToken: 'public',
  VerifyUserAttribute: 'public',
} as const;

export type Operation = keyof typeof OPERATIONS;

/**
 * The operations that prove the secret of the app client, if it has one, and the member of their input that does so.
 * `ClientSecret` is the secret itself. The others hold its hash: `SecretHash`, or `SECRET_HASH` in a map of parameters.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html#cognito-user-pools-computing-secret-hash
 */
export const CLIENT_SECRET_MEMBERS: { readonly [O in Operation]?: 'SecretHash' | 'AuthParameters' | 'ChallengeResponses' | 'ClientSecret' } = {
  AdminInitiateAuth: 'AuthParameters',
  AdminRespondToAuthChallenge: 'ChallengeResponses',
  ConfirmForgotPassword: 'SecretHash',
  ConfirmSignUp: 'SecretHash',
  ForgotPassword: 'SecretHash',
  GetTokensFromRefreshToken: 'ClientSecret',
  ResendConfirmationCode: 'SecretHash',
  RevokeToken: 'ClientSecret',
  SignUp: 'SecretHash',
};

/** The operations that a route calls in a sign-up mode, on a pool that the construct created or on an existing one. */
export function operationsOf(route: Route, signUpMode: SignUpModeName, createdPool = true): readonly Operation[] {
  return route.calls
    .filter((call) => (call.signUpMode ?? signUpMode) === signUpMode && (createdPool || !call.createdPool))
    .map((call) => call.operation);
}

/** Every error that a route can respond with: its own, and those of all routes of its kind. */
export function errorsOf(route: Route): readonly ProblemCode[] {
  return [
    ...route.body ? ['invalid_request', 'payload_too_large', 'unsupported_media_type'] as const : [],
    ...route.token === 'none' ? [] : ['unauthorized'] as const,
    ...route.errors,
    'forbidden', // a web application firewall, before or behind the gateway
    'rate_limited',
    'internal_error',
    'temporarily_unavailable',
  ];
}
