import {
  AdminGetUserCommand, AdminRespondToAuthChallengeCommand, AdminSetUserMFAPreferenceCommand, AssociateSoftwareTokenCommand,
  ForgotPasswordCommand, GetUserCommand, SetUserMFAPreferenceCommand, VerifySoftwareTokenCommand, type ChallengeNameType,
  type SetUserMFAPreferenceCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import { Secret, TOTP } from 'otpauth';
import { claimsOf, errorOf, PASSWORD, startStack, type Stack } from './harness';
import { confirmedUser, invite, logIn, newEmail, tokensOf } from './users';

const STEP = 30_000;
const LOCKED = { name: 'NotAuthorizedException', message: 'Password attempts exceeded' };
const USED = { name: 'ExpiredCodeException', message: 'Your software token has already been used once.' };
const ON = { Enabled: true };
const OFF = { Enabled: false };
const PREFERRED = { Enabled: true, PreferredMfa: true };
const ALL = ['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'];

let optional: Stack;
let required: Stack;
beforeAll(async () => {
  optional = await startStack({ pool: { MfaConfiguration: 'OPTIONAL', EnabledMfas: ALL } });
  required = await startStack({ pool: { MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] } });
});
afterAll(() => Promise.all([optional.close(), required.close()]));

const totpOf = (secret: string, at: number) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });
const otherCode = (code: string) => code === '000000' ? '000001' : '000000';

const respond = (on: Stack, email: string, ChallengeName: ChallengeNameType, Session: string | undefined, responses: Record<string, string>) =>
  on.sdk.send(new AdminRespondToAuthChallengeCommand({
    UserPoolId: on.UserPoolId, ClientId: on.ClientId, ChallengeName, Session, ChallengeResponses: { USERNAME: email, ...responses },
  }));
const totpAnswer = (on: Stack, email: string, Session: string | undefined, code: string) =>
  respond(on, email, 'SOFTWARE_TOKEN_MFA', Session, { SOFTWARE_TOKEN_MFA_CODE: code });
const prefer = (on: Stack, AccessToken: string, settings: Omit<SetUserMFAPreferenceCommandInput, 'AccessToken'>) =>
  on.sdk.send(new SetUserMFAPreferenceCommand({ AccessToken, ...settings }));

/** A user of the optional pool whose authenticator is verified and switched on. */
async function withTotp(on = optional): Promise<{ email: string; secret: string; token: string }> {
  const email = await confirmedUser(on);
  const token = (await tokensOf(on, email)).AccessToken;
  const secret = (await on.sdk.send(new AssociateSoftwareTokenCommand({ AccessToken: token }))).SecretCode!;
  await on.sdk.send(new VerifySoftwareTokenCommand({ AccessToken: token, UserCode: totpOf(secret, on.clock.now()), FriendlyDeviceName: 'Phone' }));
  await prefer(on, token, { SoftwareTokenMfaSettings: PREFERRED });
  // The enrolment spent this step's code.
  on.clock.advance(STEP);
  return { email, secret, token };
}

describe('an authenticator app', () => {
  test('is enrolled and then asked for at every log-in', async () => {
    const { email, secret, token } = await withTotp();
    const user = await optional.sdk.send(new GetUserCommand({ AccessToken: token }));
    expect(user).toMatchObject({ PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA', UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] });
    const challenge = await logIn(optional, email);
    expect(challenge).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA', ChallengeParameters: { FRIENDLY_DEVICE_NAME: 'Phone' } });
    expect(challenge.AuthenticationResult).toBeUndefined();
    const { AuthenticationResult } = await totpAnswer(optional, email, challenge.Session, totpOf(secret, optional.clock.now()));
    expect(claimsOf(AuthenticationResult!.IdToken)).toMatchObject({ email });
  });

  test('a wrong code can be corrected, and a code works once', async () => {
    const { email, secret } = await withTotp();
    const { Session } = await logIn(optional, email);
    const code = totpOf(secret, optional.clock.now());
    expect(await errorOf(totpAnswer(optional, email, Session, otherCode(code))))
      .toEqual({ name: 'CodeMismatchException', message: 'Invalid code received for user' });
    await totpAnswer(optional, email, Session, code);
    expect((await errorOf(totpAnswer(optional, email, Session, code))).message).toMatch('session can only be used once');
    const again = await logIn(optional, email);
    expect(await errorOf(totpAnswer(optional, email, again.Session, code))).toEqual(USED);
  });

  test.each([[-1, true], [1, true], [-2, false], [2, false]])('a clock that is off by %i steps: accepted %s', async (steps, accepted) => {
    const { email, secret } = await withTotp();
    // To the middle of a later step, so that the time which the calls take cannot carry them into the next one.
    optional.clock.advance(3 * STEP + STEP / 2 - optional.clock.now() % STEP);
    const { Session } = await logIn(optional, email);
    const call = totpAnswer(optional, email, Session, totpOf(secret, optional.clock.now() + steps * STEP));
    if (accepted) await expect(call).resolves.toHaveProperty('AuthenticationResult');
    else expect((await errorOf(call)).name).toBe('CodeMismatchException');
  });

  test('of many right answers at a time one gets through', async () => {
    const { email, secret } = await withTotp();
    const { Session } = await logIn(optional, email);
    const code = totpOf(secret, optional.clock.now());
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => totpAnswer(optional, email, Session, code)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('guessing locks the user out, which the right password in between does not undo', async () => {
    const { email, secret } = await withTotp();
    const { Session } = await logIn(optional, email);
    const wrong = otherCode(totpOf(secret, optional.clock.now()));
    for (let failure = 1; failure <= 3; failure++) await errorOf(totpAnswer(optional, email, Session, wrong));
    const another = await logIn(optional, email);
    const errors = await Promise.all(Array.from({ length: 20 }, () => errorOf(totpAnswer(optional, email, another.Session, wrong))));
    expect(errors.filter(({ name }) => name === 'CodeMismatchException')).toHaveLength(2);
    expect(await errorOf(logIn(optional, email))).toEqual(LOCKED);
  });

  test('a wrong code does not enrol it, and an unverified one cannot be switched on', async () => {
    const email = await confirmedUser(optional);
    const token = (await tokensOf(optional, email)).AccessToken;
    expect(await errorOf(prefer(optional, token, { SoftwareTokenMfaSettings: ON })))
      .toEqual({ name: 'InvalidParameterException', message: 'User has not set up software token mfa' });
    const { SecretCode } = await optional.sdk.send(new AssociateSoftwareTokenCommand({ AccessToken: token }));
    expect(SecretCode).toMatch(/^[A-Z2-7]{52}$/);
    const wrong = otherCode(totpOf(SecretCode!, optional.clock.now()));
    expect(await errorOf(optional.sdk.send(new VerifySoftwareTokenCommand({ AccessToken: token, UserCode: wrong }))))
      .toEqual({ name: 'EnableSoftwareTokenMFAException', message: 'Code mismatch and fail enable Software Token MFA' });
    expect(await errorOf(prefer(optional, token, { SoftwareTokenMfaSettings: ON })))
      .toEqual({ name: 'InvalidParameterException', message: 'User has not verified software token mfa' });
    await expect(logIn(optional, email)).resolves.toHaveProperty('AuthenticationResult');
  });

  test('stays in use until a new one is verified', async () => {
    const { email, token } = await withTotp();
    await optional.sdk.send(new AssociateSoftwareTokenCommand({ AccessToken: token }));
    expect(await optional.sdk.send(new GetUserCommand({ AccessToken: token }))).toHaveProperty('UserMFASettingList');
    await expect(logIn(optional, email)).resolves.toHaveProperty('ChallengeName', 'SOFTWARE_TOKEN_MFA');
  });

  test('can be switched off', async () => {
    const { email, token } = await withTotp();
    await prefer(optional, token, { SoftwareTokenMfaSettings: OFF });
    expect(await optional.sdk.send(new GetUserCommand({ AccessToken: token }))).not.toHaveProperty('PreferredMfaSetting');
    await expect(logIn(optional, email)).resolves.toHaveProperty('AuthenticationResult');
  });

  test('is not there in a pool without it', async () => {
    const without = await startStack();
    const { AccessToken } = await tokensOf(without, await confirmedUser(without));
    expect(await errorOf(without.sdk.send(new AssociateSoftwareTokenCommand({ AccessToken }))))
      .toEqual({ name: 'SoftwareTokenMFANotFoundException', message: 'Software Token MFA has not been enabled by the userPool.' });
    await without.close();
  });
});

describe.each([
  ['SMS_MFA', 'SMSMfaSettings', 'SMS_MFA_CODE', 'mfa-sms', 'phone_number', 'SMS', '+*******0123'],
  ['EMAIL_OTP', 'EmailMfaSettings', 'EMAIL_OTP_CODE', 'mfa-email', 'email', 'EMAIL', 'u***@e***'],
] as const)('a code by %s', (factor, setting, answer, kind, contact, medium, destination) => {
  async function enrolled(): Promise<{ email: string; to: string }> {
    const email = await confirmedUser(optional, newEmail(), { phone_number: '+15555550123', [`${contact}_verified`]: 'false' });
    await optional.sdk.send(new AdminSetUserMFAPreferenceCommand({ UserPoolId: optional.UserPoolId, Username: email, [setting]: ON }));
    return { email, to: contact === 'email' ? email : '+15555550123' };
  }

  test('is sent at log-in, ends it, and proves the contact', async () => {
    const { email, to } = await enrolled();
    const challenge = await logIn(optional, email);
    expect(challenge).toMatchObject({
      ChallengeName: factor,
      ChallengeParameters: { CODE_DELIVERY_DELIVERY_MEDIUM: medium, CODE_DELIVERY_DESTINATION: destination },
    });
    expect(optional.outbox.list().at(-1)).toMatchObject({ to, kind });
    const code = optional.lastCode(to);
    expect((await errorOf(respond(optional, email, factor, challenge.Session, { [answer]: otherCode(code) }))).name).toBe('CodeMismatchException');
    await expect(respond(optional, email, factor, challenge.Session, { [answer]: code })).resolves.toHaveProperty('AuthenticationResult');
    expect((await errorOf(respond(optional, email, factor, challenge.Session, { [answer]: code }))).name).toBe('NotAuthorizedException');
    const { UserAttributes } = await optional.sdk.send(new AdminGetUserCommand({ UserPoolId: optional.UserPoolId, Username: email }));
    expect(UserAttributes).toContainEqual({ Name: `${contact}_verified`, Value: 'true' });
  });

  test('dies with its session, and belongs to no other', async () => {
    const { email, to } = await enrolled();
    const first = await logIn(optional, email);
    const code = optional.lastCode(to);
    const second = await logIn(optional, email);
    if (code !== optional.lastCode(to)) {
      expect((await errorOf(respond(optional, email, factor, second.Session, { [answer]: code }))).name).toBe('CodeMismatchException');
    }
    optional.clock.advance(3 * 60_000);
    expect((await errorOf(respond(optional, email, factor, first.Session, { [answer]: code }))).message).toMatch('session is expired');
  });

  test('must be there', async () => {
    const { email } = await enrolled();
    const { Session } = await logIn(optional, email);
    expect(await errorOf(respond(optional, email, factor, Session, {})))
      .toEqual({ name: 'InvalidParameterException', message: `Missing required parameter ${answer}` });
  });
});

describe('several factors', () => {
  test('the user chooses among them, unless one is preferred', async () => {
    const { email, secret, token } = await withTotp();
    await prefer(optional, token, { EmailMfaSettings: ON, SoftwareTokenMfaSettings: ON });
    const selection = await logIn(optional, email);
    expect(selection).toMatchObject({ ChallengeName: 'SELECT_MFA_TYPE' });
    expect(JSON.parse(selection.ChallengeParameters!.MFAS_CAN_CHOOSE)).toEqual(['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP']);
    expect((await errorOf(respond(optional, email, 'SELECT_MFA_TYPE', selection.Session, { ANSWER: 'SMS_MFA' }))).name)
      .toBe('InvalidParameterException');
    const chosen = await respond(optional, email, 'SELECT_MFA_TYPE', selection.Session, { ANSWER: 'SOFTWARE_TOKEN_MFA' });
    expect(chosen).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA' });
    await expect(totpAnswer(optional, email, chosen.Session, totpOf(secret, optional.clock.now()))).resolves.toHaveProperty('AuthenticationResult');

    await prefer(optional, token, { EmailMfaSettings: PREFERRED });
    expect((await logIn(optional, email)).ChallengeName).toBe('EMAIL_OTP');
  });

  test.each([
    ['two preferred', { SMSMfaSettings: PREFERRED, EmailMfaSettings: PREFERRED }],
    ['one preferred that is off', { EmailMfaSettings: { Enabled: false, PreferredMfa: true } }],
    ['SMS without a phone', { SMSMfaSettings: ON }],
  ])('refuses %s', async (_name, settings) => {
    const { AccessToken } = await tokensOf(optional, await confirmedUser(optional));
    expect((await errorOf(prefer(optional, AccessToken, settings))).name).toBe('InvalidParameterException');
  });

  test('an e-mail factor does not also recover the password', async () => {
    const email = await confirmedUser(optional);
    await optional.sdk.send(new AdminSetUserMFAPreferenceCommand({ UserPoolId: optional.UserPoolId, Username: email, EmailMfaSettings: ON }));
    const sent = optional.outbox.list().length;
    await optional.sdk.send(new ForgotPasswordCommand({ ClientId: optional.ClientId, Username: email }));
    expect(optional.outbox.list()).toHaveLength(sent);
  });

  test('a session of one challenge answers no other', async () => {
    const { email, secret } = await withTotp();
    const { Session } = await logIn(optional, email);
    expect(await errorOf(respond(optional, email, 'MFA_SETUP', Session, { SOFTWARE_TOKEN_MFA_CODE: totpOf(secret, optional.clock.now()) })))
      .toEqual({ name: 'NotAuthorizedException', message: 'Invalid session for the user.' });
    expect(await errorOf(respond(optional, email, 'SELECT_MFA_TYPE', Session, { ANSWER: 'SOFTWARE_TOKEN_MFA' })))
      .toEqual({ name: 'NotAuthorizedException', message: 'Invalid session for the user.' });
  });
});

describe('where MFA is required', () => {
  test('a new user sets it up within the first log-in, after choosing a password', async () => {
    const email = await invite(required);
    const first = await logIn(required, email);
    const setup = await respond(required, email, 'NEW_PASSWORD_REQUIRED', first.Session, { NEW_PASSWORD: 'Other-Horse-2' });
    expect(setup).toMatchObject({ ChallengeName: 'MFA_SETUP' });
    expect(JSON.parse(setup.ChallengeParameters!.MFAS_CAN_SETUP)).toEqual(['SOFTWARE_TOKEN_MFA']);
    expect((await errorOf(respond(required, email, 'MFA_SETUP', setup.Session, {}))).name).toBe('NotAuthorizedException');

    const { SecretCode, Session: associated } = await required.sdk.send(new AssociateSoftwareTokenCommand({ Session: setup.Session }));
    const code = totpOf(SecretCode!, required.clock.now());
    expect((await errorOf(respond(required, email, 'MFA_SETUP', associated, {}))).name).toBe('NotAuthorizedException');
    const verified = await required.sdk.send(new VerifySoftwareTokenCommand({ Session: associated, UserCode: code }));
    expect(verified.Status).toBe('SUCCESS');
    await expect(respond(required, email, 'MFA_SETUP', verified.Session, {})).resolves.toHaveProperty('AuthenticationResult');

    const next = await logIn(required, email, 'Other-Horse-2');
    expect(next.ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
    expect(await errorOf(totpAnswer(required, email, next.Session, code))).toEqual(USED);
    required.clock.advance(STEP);
    await expect(totpAnswer(required, email, next.Session, totpOf(SecretCode!, required.clock.now()))).resolves.toHaveProperty('AuthenticationResult');
  });

  test('each step of the setup spends its session', async () => {
    const email = await confirmedUser(required);
    const { Session } = await logIn(required, email);
    await required.sdk.send(new AssociateSoftwareTokenCommand({ Session }));
    expect((await errorOf(required.sdk.send(new AssociateSoftwareTokenCommand({ Session })))).message).toMatch('session can only be used once');
    expect((await errorOf(required.sdk.send(new AssociateSoftwareTokenCommand({ Session: 'x'.repeat(30) })))).message)
      .toBe('Invalid session for the user.');
  });

  test('it cannot be switched off', async () => {
    const email = await confirmedUser(required);
    const { Session } = await logIn(required, email);
    const { SecretCode, Session: associated } = await required.sdk.send(new AssociateSoftwareTokenCommand({ Session }));
    const verified = await required.sdk.send(new VerifySoftwareTokenCommand({
      Session: associated, UserCode: totpOf(SecretCode!, required.clock.now()),
    }));
    const { AuthenticationResult } = await respond(required, email, 'MFA_SETUP', verified.Session, {});
    expect((await errorOf(prefer(required, AuthenticationResult!.AccessToken!, { SoftwareTokenMfaSettings: OFF }))).name)
      .toBe('InvalidParameterException');
  });

  test('a phone number is enough for SMS', async () => {
    const sms = await startStack({ pool: { MfaConfiguration: 'ON', EnabledMfas: ['SMS_MFA'] } });
    const email = await confirmedUser(sms, newEmail(), { phone_number: '+15555550123' });
    expect((await logIn(sms, email, PASSWORD)).ChallengeName).toBe('SMS_MFA');
    const without = await logIn(sms, await confirmedUser(sms));
    expect(without.ChallengeParameters!.MFAS_CAN_SETUP).toBe('["SMS_MFA"]');
    await sms.close();
  });
});
