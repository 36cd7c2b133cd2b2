import { createHmac } from 'node:crypto';
import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { Secret, TOTP } from 'otpauth';
import type { Caller } from './behaviour';

/** A password that every policy here accepts. */
export const PASSWORD = 'Correct-Horse-1';
export const OTHER_PASSWORD = 'Other-Horse-2';
export const WRONG_PASSWORD = 'Wrong-Horse-1';

/** The operations that rows call or look with. */
export const OPERATIONS = [
  'AdminCreateUser', 'AdminDeleteUser', 'AdminDisableUser', 'AdminGetUser', 'AdminInitiateAuth', 'AdminResetUserPassword',
  'AdminRespondToAuthChallenge', 'AdminSetUserMFAPreference', 'AdminSetUserPassword', 'AdminUpdateUserAttributes', 'AdminUserGlobalSignOut',
  'AssociateSoftwareToken', 'ChangePassword', 'ConfirmForgotPassword', 'ConfirmSignUp', 'DeleteUser', 'ForgotPassword',
  'GetTokensFromRefreshToken', 'GetUser', 'GetUserAttributeVerificationCode', 'GlobalSignOut', 'InitiateAuth', 'ResendConfirmationCode',
  'RespondToAuthChallenge', 'RevokeToken', 'SetUserMFAPreference', 'SignUp', 'UpdateUserAttributes', 'VerifySoftwareToken', 'VerifyUserAttribute',
] as const;

export type OperationName = typeof OPERATIONS[number];
type Command<O extends OperationName> = InstanceType<(typeof sdk)[`${O}Command`]>;
export type InputOf<O extends OperationName> = Command<O>['input'];
export type OutputOf<O extends OperationName> =
  Command<O> extends { resolveMiddleware(...parameters: never[]): (...parameters: never[]) => Promise<{ output: infer Output }> } ? Output : never;

/** Thrown by a scene that cannot be set up with an emulator: its clock does not move, it shows no codes. */
export class CannotBeAsked extends Error {}

/** What a scene is played on: our emulator or another one. */
export interface Stage {
  readonly url: string;
  readonly sdk: Readonly<Record<Caller, sdk.CognitoIdentityProviderClient>>;
  readonly userPoolId: string;
  readonly clientIds: Readonly<Record<string, string>>;
  /** Undefined for a public client. */
  readonly clientSecrets: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since the epoch, by the emulator's clock. */
  now(): number;
  /** @throws CannotBeAsked where the clock is the machine's */
  advance(milliseconds: number): void;
  /** The code that was sent last to an address or a number. @throws CannotBeAsked */
  codeSentTo(to: string, purpose: CodePurpose): string;
}

export type CodePurpose = 'sign-up' | 'password' | 'attribute' | 'mfa';

const ACCOUNTS = ['Admin', 'ListUsers'];
const BY_CLIENT: readonly OperationName[] = [
  'SignUp', 'ConfirmSignUp', 'ResendConfirmationCode', 'ForgotPassword', 'ConfirmForgotPassword', 'InitiateAuth',
  'AdminInitiateAuth', 'AdminRespondToAuthChallenge', 'RespondToAuthChallenge', 'GetTokensFromRefreshToken', 'RevokeToken',
];
const STEP = 30_000;
const SHARED = new WeakMap<Stage, Map<string, { thing: unknown; until: number }>>();
const SHARED_FOR = 1_200_000;
let count = 0;

export type Tokens = Required<Pick<sdk.AuthenticationResultType, 'AccessToken' | 'IdToken' | 'RefreshToken'>>;

/** Where a row is played: one pool and client, users of its own, and the unmodified SDK. */
export class Scene {
  public constructor(private readonly stage: Stage, private readonly client: string, private readonly caller: Caller) {}

  public get userPoolId(): string {
    return this.stage.userPoolId;
  }

  public clientId(name = this.client): string {
    return this.stage.clientIds[name];
  }

  /** @throws CannotBeAsked where the emulator gave the client no secret */
  public clientSecret(name = this.client): string {
    const secret = this.stage.clientSecrets[name];
    if (!secret) throw new CannotBeAsked('the client has no secret');
    return secret;
  }

  /** What proves the client's secret for a user name. */
  public secretHash(username: string, client = this.client): string {
    return createHmac('sha256', this.clientSecret(client)).update(username + this.clientId(client)).digest('base64');
  }

  /** An address that no other row uses. */
  public email(): string {
    return `user${++count}@example.com`;
  }

  /** Calls as an administrator. */
  public call<O extends OperationName>(operation: O, input: Partial<InputOf<O>>): Promise<OutputOf<O>> {
    return this.send(operation, input, 'administrator');
  }

  /** Makes the call that the row is about. */
  public ask(operation: OperationName, input: object): Promise<object> {
    return this.send(operation, input, this.caller) as Promise<object>;
  }

  /** Calls, and goes on whatever the answer. */
  public async attempt<O extends OperationName>(times: number, operation: O, input: Partial<InputOf<O>>): Promise<void> {
    for (let time = 1; time <= times; time++) await this.call(operation, input).catch(() => undefined);
  }

  public later(milliseconds: number): void {
    this.stage.advance(milliseconds);
  }

  public now(): number {
    return this.stage.now();
  }

  /** An invited user with the temporary password `PASSWORD`. */
  public async invited(attributes: Record<string, string> = {}): Promise<string> {
    const email = this.email();
    await this.call('AdminCreateUser', {
      Username: email, TemporaryPassword: PASSWORD, MessageAction: 'SUPPRESS', UserAttributes: attributeList({ email, email_verified: 'true', ...attributes }),
    });
    return email;
  }

  /** A confirmed user with the password `PASSWORD`. */
  public async user(attributes?: Record<string, string>): Promise<string> {
    const Username = await this.invited(attributes);
    await this.call('AdminSetUserPassword', { Username, Password: PASSWORD, Permanent: true });
    return Username;
  }

  /** A user who signed up and must confirm. */
  public async signedUp(): Promise<string> {
    const Username = this.email();
    await this.call('SignUp', { Username, Password: PASSWORD, UserAttributes: attributeList({ email: Username }) });
    return Username;
  }

  public async disabled(Username: string): Promise<string> {
    await this.call('AdminDisableUser', { Username });
    return Username;
  }

  public async withReset(Username: string): Promise<string> {
    await this.call('AdminResetUserPassword', { Username });
    return Username;
  }

  public async withCode(Username: string): Promise<string> {
    await this.call('ForgotPassword', { Username });
    return Username;
  }

  public logIn(USERNAME: string, password = PASSWORD, client = this.client): Promise<sdk.AdminInitiateAuthCommandOutput> {
    return this.call('AdminInitiateAuth', {
      ClientId: this.clientId(client), AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD: password },
    }) as Promise<sdk.AdminInitiateAuthCommandOutput>;
  }

  /** The tokens of a new confirmed user, or of `email`. */
  public async tokens(email?: string, client?: string): Promise<Tokens> {
    const { AuthenticationResult } = await this.logIn(email ?? await this.user(), PASSWORD, client);
    if (!AuthenticationResult?.AccessToken) throw new CannotBeAsked('no tokens');
    return AuthenticationResult as Tokens;
  }

  public async accessToken(email?: string): Promise<string> {
    return (await this.tokens(email)).AccessToken;
  }

  /** A user who answers with an authenticator app; a code of the present step was not used yet. */
  public async withTotp(): Promise<{ email: string; secret: string; token: string }> {
    const email = await this.user();
    const token = await this.accessToken(email);
    const secret = (await this.call('AssociateSoftwareToken', { AccessToken: token })).SecretCode!;
    await this.call('VerifySoftwareToken', { AccessToken: token, UserCode: this.totp(secret), FriendlyDeviceName: 'Phone' });
    await this.call('SetUserMFAPreference', { AccessToken: token, SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } });
    this.nextStep();
    return { email, secret, token };
  }

  /** Moves on to where another code counts; an emulator whose clock stands accepts the same one again or never looked. */
  public nextStep(): void {
    try {
      this.later(STEP);
    } catch (error) {
      if (!(error instanceof CannotBeAsked)) throw error;
    }
  }

  /** What is costly to make and as good for the next row, for as long as no token of it may end. */
  public async shared<T>(name: string, make: () => Promise<T>): Promise<T> {
    const things = SHARED.get(this.stage) ?? new Map<string, { thing: unknown; until: number }>();
    SHARED.set(this.stage, things);
    const found = things.get(name);
    if (found && this.now() < found.until) return found.thing as T;
    const thing = await make();
    things.set(name, { thing, until: this.now() + SHARED_FOR });
    return thing;
  }

  public totp(secret: string, steps = 0): string {
    return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: this.now() + steps * STEP });
  }

  public code(to: string, purpose: CodePurpose): string {
    return this.stage.codeSentTo(to, purpose);
  }

  /** What a stock verifier of AWS makes of a token; only where it fetches the keys is told to it. */
  public async verify(token: string, tokenUse: 'id' | 'access'): Promise<Record<string, unknown>> {
    const fetcher = {
      fetch: async (uri: string) => (await fetch(`${this.stage.url}${new URL(uri).pathname}`)).arrayBuffer(),
    };
    const verifier = CognitoJwtVerifier.create(
      { userPoolId: this.userPoolId, clientId: this.clientId(), tokenUse }, { jwksCache: new SimpleJwksCache({ fetcher }) },
    );
    return await verifier.verify(token) as Record<string, unknown>;
  }

  /** The public keys of the pool, as the emulator serves them. */
  public async keys(): Promise<object> {
    return await (await fetch(`${this.stage.url}/${this.userPoolId}/.well-known/jwks.json`)).json() as object;
  }

  private send<O extends OperationName>(operation: O, input: object, caller: Caller): Promise<OutputOf<O>> {
    const Constructor = sdk[`${operation}Command`] as unknown as new (input: object) => object;
    const command = new Constructor({
      ...ACCOUNTS.some((prefix) => operation.startsWith(prefix)) ? { UserPoolId: this.userPoolId } : {},
      ...BY_CLIENT.includes(operation) ? { ClientId: this.clientId() } : {},
      ...input,
    });
    return (this.stage.sdk[caller] as unknown as { send(command: object): Promise<OutputOf<O>> }).send(command);
  }
}

export const attributeList = (attributes: Readonly<Record<string, string>>) => Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));

export const attributesOf = (list: readonly sdk.AttributeType[] | undefined): Record<string, string> =>
  Object.fromEntries((list ?? []).map(({ Name, Value }) => [Name!, Value!]));

/** A code that is not `code`. */
export const otherThan = (code: string) => code === '000000' ? '000001' : '000000';

/** The claims of a JWT, unchecked. */
export const claimsOf = (token: string | undefined): Record<string, unknown> =>
  JSON.parse(Buffer.from(token!.split('.')[1], 'base64url').toString()) as Record<string, unknown>;

/** A JWT with another claim and the signature that it had. */
export function forged(token: string, claims: object): string {
  const [header, , signature] = token.split('.');
  return [header, Buffer.from(JSON.stringify({ ...claimsOf(token), ...claims })).toString('base64url'), signature].join('.');
}
