import { Secret, TOTP } from 'otpauth';
import type { Answer, ServedConstruct } from './stack';

/** A password that the default policy accepts. */
export const PASSWORD = 'Correct-Horse-7';
export const OTHER_PASSWORD = 'Another-Zebra-8';

/** One step of an authenticator app's codes. */
export const TOTP_STEP = 30_000;

let count = 0;

/** An address that no other test uses. */
export const newEmail = (name = 'user') => `${name}${++count}@example.com`;

export interface Tokens {
  readonly token: string;
  readonly idToken: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresIn: number;
}

export function expectStatus(answer: Answer, status: number): any {
  // Compared together, so that a failure shows what came instead.
  expect({ status: answer.status, json: answer.json }).toEqual({ status, json: answer.json });
  return answer.json;
}

/** Makes an account that can log in, in the way of the sign-up mode. */
export async function register(stack: ServedConstruct, email = newEmail(), password = PASSWORD): Promise<string> {
  switch (stack.signUpMode) {
    case 'AUTO_CONFIRM':
      expectStatus(await stack.post('/signup', { email, password }), 200);
      break;
    case 'EMAIL_CODE':
      expectStatus(await stack.post('/signup', { email, password }), 202);
      expectStatus(await stack.post('/signup/confirm', { email, code: stack.codeFor(email) }), 200);
      break;
    case 'ADMIN_ONLY': {
      await invite(stack, email);
      const { session, challenge } = expectStatus(await stack.post('/login', { email, password: stack.codeFor(email) }), 200);
      expectStatus(await stack.post('/login/challenge', { email, session, challenge, answers: { newPassword: password } }), 200);
    }
  }
  return email;
}

/** Has an administrator invite a user, whose temporary password goes to the address. */
export async function invite(stack: ServedConstruct, email = newEmail()): Promise<string> {
  await stack.administer('AdminCreateUser', {
    Username: email,
    UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }],
    DesiredDeliveryMediums: ['EMAIL'],
  });
  return email;
}

/** Logs in to tokens. */
export async function logIn(stack: ServedConstruct, email: string, password = PASSWORD): Promise<Tokens> {
  const json = expectStatus(await stack.post('/login', { email, password }), 200);
  expect(json.message).toBe('Success');
  return json;
}

/** Makes an account and logs in. */
export async function registered(stack: ServedConstruct, name?: string): Promise<{ email: string; tokens: Tokens }> {
  const email = await register(stack, newEmail(name));
  return { email, tokens: await logIn(stack, email) };
}

/** The code that an authenticator app shows now. */
export function totpCode(stack: ServedConstruct, secret: string): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: stack.clock.now() });
}

/** Sets up an authenticator app, and waits until its next code. */
export async function enrolTotp(stack: ServedConstruct, accessToken: string): Promise<string> {
  const { secret } = expectStatus(await stack.post('/mfa/totp', undefined, accessToken), 200);
  expectStatus(await stack.post('/mfa/totp/verify', { code: totpCode(stack, secret) }, accessToken), 200);
  stack.clock.advance(TOTP_STEP);
  return secret;
}

/** A code of the right form that is not `code`. */
export const otherCode = (code: string) => code === '000000' ? '000001' : '000000';

/** The token with one character of its signature changed. */
export function tampered(token: string): string {
  const [header, payload, signature] = token.split('.');
  return [header, payload, `${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`].join('.');
}

/** The token as one that says of itself that it needs no signature. */
export function unsigned(token: string): string {
  const [header, payload] = token.split('.');
  const claims = JSON.parse(Buffer.from(header, 'base64url').toString()) as object;
  return `${Buffer.from(JSON.stringify({ ...claims, alg: 'none' })).toString('base64url')}.${payload}.`;
}
