import { ProblemCode } from './problems';
import { ObjectSchema, Schema } from './schemas';

/** A row of the route table. */
export interface Route {
  /** Its name in props, logs, metrics and docs. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base path. */
  readonly path: string;
  readonly summary: string;
  /** Who may call it: anyone, the bearer of an ID token, or the bearer of an access token, which goes on to Cognito. */
  readonly token: 'none' | 'id' | 'access';
  readonly body?: ObjectSchema;
  /** The body of a success by its status; `null` where there is none. */
  readonly answers: { readonly [status: number]: Schema | null };
  /** Its own errors, beside those that `problemsOf` adds for its kind. */
  readonly problems: readonly ProblemCode[];
  /** What it calls at Cognito. */
  readonly calls: readonly Call[];
  /** When it exists; always where absent. */
  readonly when?: Condition;
  /** The function that serves it. Only routes with exactly the same privileges at Cognito share one. */
  readonly function: FunctionName;
  /** Its method throttle; the stage's where absent. */
  readonly throttle?: Throttle;
}

/** An operation of Cognito, and when it is called; always where nothing is said. */
export interface Call {
  readonly operation: Operation;
  /** Only in this mode. */
  readonly signUpMode?: SignUpModeName;
  /** Only on a pool of the construct's own, which has the signup marker. */
  readonly ownPool?: true;
}

export interface Condition {
  readonly signUpMode?: SignUpModeName;
  /** Where `mfa` is not OFF. */
  readonly mfa?: true;
  /** Where authenticator apps are a second factor, besides. */
  readonly totp?: true;
  /** Where `accountRoutes` is on. */
  readonly accountRoutes?: true;
  /** Where a forgotten password can be recovered. */
  readonly recovery?: true;
  /** Where refresh tokens can be revoked. */
  readonly revocation?: true;
  /** Where users can change an attribute of theirs. */
  readonly changeable?: 'any' | 'email';
}

/** Requests per second, and how many may come at once. */
export interface Throttle {
  readonly rate: number;
  readonly burst: number;
}

export type SignUpModeName = 'AUTO_CONFIRM' | 'EMAIL_CODE' | 'ADMIN_ONLY';

/** A function is `handlers/<name>.lambda.ts`. */
export type FunctionName =
  'signup' | 'signup-email-code' | 'login' | 'challenge' | 'session' | 'password' | 'reset' | 'account' | 'private';

/**
 * The operations that routes call, and whether the caller needs an IAM permission for it. The others take a token,
 * a code or the public client id instead.
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


/** What decides which routes exist. */
export interface RouteChoice {
  readonly signUpMode: SignUpModeName;
  readonly mfa: boolean;
  /** Whether authenticator apps are a second factor, if there is one. */
  readonly totp?: boolean;
  readonly accountRoutes: boolean;
  /** Whether a forgotten password can be recovered. @default true */
  readonly recovery?: boolean;
  /** Whether refresh tokens can be revoked. @default true */
  readonly revocation?: boolean;
  /** The attributes that users can change. @default - email, at least */
  readonly changeable?: readonly string[];
}

export function exists({ when = {} }: Route, choice: RouteChoice): boolean {
  return (when.signUpMode === undefined || when.signUpMode === choice.signUpMode)
    && (!when.mfa || choice.mfa)
    && (!when.totp || choice.totp !== false)
    && (!when.accountRoutes || choice.accountRoutes)
    && (!when.recovery || choice.recovery !== false)
    && (!when.revocation || choice.revocation !== false)
    && (!when.changeable || canChange(when.changeable, choice.changeable));
}

function canChange(wanted: 'any' | 'email', changeable: readonly string[] = ['email']): boolean {
  return wanted === 'any' ? changeable.length > 0 : changeable.includes(wanted);
}

/** The operations that a route calls in a sign-up mode, on a pool of the construct's own or on an existing one. */
export function operationsOf(route: Route, signUpMode: SignUpModeName, ownPool = true): readonly Operation[] {
  return route.calls
    .filter((call) => (call.signUpMode ?? signUpMode) === signUpMode && (ownPool || !call.ownPool))
    .map((call) => call.operation);
}

/** Every error that a route can answer: its own, and those of its kind. */
export function problemsOf(route: Route): readonly ProblemCode[] {
  return [
    ...route.body ? ['invalid_request', 'payload_too_large', 'unsupported_media_type'] as const : [],
    ...route.token === 'none' ? [] : ['unauthorized'] as const,
    ...route.problems,
    'forbidden', // a web application firewall, before or behind the gateway
    'rate_limited',
    'internal_error',
    'temporarily_unavailable',
  ];
}
