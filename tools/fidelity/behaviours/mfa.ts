import { answers, refuses, type Behaviour } from '../behaviour';
import * as refusal from '../refusals';
import { OTHER_PASSWORD, otherThan, type Scene } from '../scene';
import { ABSENT, ANY } from '../shape';
import { api, MFA, MODEL, RECOVERY, seen, TOTP } from '../sources';

const ON = { Enabled: true };
const OFF = { Enabled: false };
const PREFERRED = { Enabled: true, PreferredMfa: true };
const TOKENS = { AuthenticationResult: { TokenType: 'Bearer' } };
const associate = api('AssociateSoftwareToken');
const verify = api('VerifySoftwareToken');
const prefer = api('SetUserMFAPreference');
const respond = api('AdminRespondToAuthChallenge');

const optional = { setting: 'mfaOptional' } as const;
const required = { setting: 'mfaRequired' } as const;

/** A signed-in user with the secret of an authenticator that no code was seen of. */
async function enrolling(scene: Scene): Promise<{ AccessToken: string; secret: string }> {
  const AccessToken = await scene.accessToken();
  return { AccessToken, secret: (await scene.call('AssociateSoftwareToken', { AccessToken })).SecretCode! };
}

/** An invited user who chose a password and must set MFA up. */
async function settingUp(scene: Scene): Promise<{ email: string; Session: string | undefined }> {
  const email = await scene.user();
  return { email, Session: (await scene.logIn(email)).Session };
}

const ENROL: Behaviour[] = [
  answers('AssociateSoftwareToken', 'an access token', 'a secret in base32', { SecretCode: /^[A-Z2-7]{32,}$/, Session: ABSENT },
    { ...optional, source: associate, given: async (scene) => ({ AccessToken: await scene.accessToken() }) }),
  answers('AssociateSoftwareToken', 'the session of MFA_SETUP', 'a secret and the next session', { SecretCode: /^[A-Z2-7]{32,}$/, Session: ANY },
    { ...required, source: associate, given: async (scene) => ({ Session: (await settingUp(scene)).Session }) }),
  refuses('AssociateSoftwareToken', 'a session that was used', refusal.USED_SESSION, {
    ...required,
    source: associate,
    given: async (scene) => {
      const { Session } = await settingUp(scene);
      await scene.call('AssociateSoftwareToken', { Session });
      return { Session };
    },
  }),
  refuses('AssociateSoftwareToken', 'a session that nobody opened', refusal.INVALID_SESSION, { ...required, source: associate, given: { Session: 'x'.repeat(40) } }),
  refuses('AssociateSoftwareToken', 'where authenticator apps are off', refusal.TOTP_OFF,
    { source: associate, given: async (scene) => ({ AccessToken: await scene.accessToken() }) }),
  answers('VerifySoftwareToken', 'the present code', 'SUCCESS', { Status: 'SUCCESS' }, {
    ...optional,
    source: verify,
    given: async (scene) => {
      const { AccessToken, secret } = await enrolling(scene);
      return { AccessToken, UserCode: scene.totp(secret) };
    },
  }),
  answers('VerifySoftwareToken', 'the code of the step before', 'SUCCESS', { Status: 'SUCCESS' }, {
    ...optional,
    source: TOTP,
    given: async (scene) => {
      const { AccessToken, secret } = await enrolling(scene);
      return { AccessToken, UserCode: scene.totp(secret, -1) };
    },
  }),
  refuses('VerifySoftwareToken', 'a wrong code', refusal.WRONG_TOTP_ENROLMENT,
    {
      ...optional,
      source: seen('aws-samples/aws-amplify-auth-starters/issues/15'),
      given: async (scene) => {
        const { AccessToken, secret } = await enrolling(scene);
        return { AccessToken, UserCode: otherThan(scene.totp(secret)) };
      },
    }),
  refuses('VerifySoftwareToken', 'a code of five minutes ago', refusal.WRONG_TOTP_ENROLMENT, {
    ...optional,
    source: verify,
    given: async (scene) => {
      const { AccessToken, secret } = await enrolling(scene);
      return { AccessToken, UserCode: scene.totp(secret, -10) };
    },
  }),
  refuses('VerifySoftwareToken', 'the right code after five wrong ones', refusal.LOCKED, {
    ...optional,
    given: async (scene) => {
      const { AccessToken, secret } = await enrolling(scene);
      await scene.attempt(5, 'VerifySoftwareToken', { AccessToken, UserCode: otherThan(scene.totp(secret)) });
      return { AccessToken, UserCode: scene.totp(secret) };
    },
  }),
  refuses('VerifySoftwareToken', 'five digits', refusal.violates('userCode', 'have length greater than or equal to 6'), {
    ...optional,
    source: MODEL,
    given: async (scene) =>
      ({ AccessToken: (await enrolling(scene)).AccessToken, UserCode: '12345' }),
  }),
  answers('VerifySoftwareToken', 'the session of MFA_SETUP', 'SUCCESS and the next session', { Status: 'SUCCESS', Session: ANY }, {
    ...required,
    source: verify,
    given: async (scene) => {
      const { Session, SecretCode } = await scene.call('AssociateSoftwareToken', { Session: (await settingUp(scene)).Session });
      return { Session, UserCode: scene.totp(SecretCode!) };
    },
  }),
];

const factors = (scene: Scene, _output: object, { AccessToken }: { AccessToken: string | undefined }) => scene.call('GetUser', { AccessToken });
const settings = (more: object) => async (scene: Scene) => ({ AccessToken: await scene.accessToken(), ...more });

const PREFER: Behaviour[] = [
  answers('SetUserMFAPreference', 'a verified authenticator, preferred, and then GetUser', 'SOFTWARE_TOKEN_MFA in list and preference',
    { PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA', UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] }, {
      ...optional,
      source: prefer,
      given: async (scene) => {
        const { AccessToken, secret } = await enrolling(scene);
        await scene.call('VerifySoftwareToken', { AccessToken, UserCode: scene.totp(secret) });
        return { AccessToken, SoftwareTokenMfaSettings: PREFERRED };
      },
      see: factors,
    }),
  answers('SetUserMFAPreference', 'everything off, and then GetUser', 'neither list nor preference', { PreferredMfaSetting: ABSENT, UserMFASettingList: ABSENT },
    {
      ...optional,
      source: prefer,
      given: async (scene) => ({ AccessToken: (await scene.withTotp()).token, SoftwareTokenMfaSettings: OFF }),
      see: factors,
    }),
  answers('SetUserMFAPreference', 'email, and then a login', 'the challenge EMAIL_OTP', { ChallengeName: 'EMAIL_OTP', AuthenticationResult: ABSENT }, {
    ...optional,
    source: MFA,
    given: async (scene) => {
      const email = await scene.user();
      return { AccessToken: await scene.accessToken(email), EmailMfaSettings: PREFERRED, email };
    },
    see: (scene, _output, input) => scene.logIn(input.email),
  }),
  refuses('SetUserMFAPreference', 'an authenticator that there is not', refusal.invalidParameter('User has not set up software token mfa'),
    { ...optional, source: prefer, given: settings({ SoftwareTokenMfaSettings: ON }) }),
  refuses('SetUserMFAPreference', 'an authenticator that was not verified', refusal.invalidParameter('User has not verified software token mfa'),
    { ...optional, source: prefer, given: async (scene) => ({ AccessToken: (await enrolling(scene)).AccessToken, SoftwareTokenMfaSettings: ON }) }),
  refuses('SetUserMFAPreference', 'SMS without a phone number', refusal.invalidParameter('User does not have delivery config set to turn on SMS_MFA'),
    { ...optional, source: prefer, given: settings({ SMSMfaSettings: ON }) }),
  refuses('SetUserMFAPreference', 'two preferred', refusal.invalidParameter('Only one MFA method can be preferred'), {
    ...optional,
    source: prefer,
    given: async (scene) =>
      ({ AccessToken: await scene.accessToken(await scene.user({ phone_number: '+15555550123' })), SMSMfaSettings: PREFERRED, EmailMfaSettings: PREFERRED }),
  }),
  refuses('SetUserMFAPreference', 'preferred and off', refusal.invalidParameter('EMAIL_OTP cannot be preferred without being enabled'),
    { ...optional, source: prefer, given: settings({ EmailMfaSettings: { Enabled: false, PreferredMfa: true } }) }),
  refuses('SetUserMFAPreference', 'off, where the pool requires MFA', refusal.invalidParameter('SOFTWARE_TOKEN_MFA cannot be disabled: the user pool requires MFA'),
    {
      ...required,
      given: async (scene) => {
        const { email, Session } = await settingUp(scene);
        const associated = await scene.call('AssociateSoftwareToken', { Session });
        const verified = await scene.call('VerifySoftwareToken', { Session: associated.Session, UserCode: scene.totp(associated.SecretCode!) });
        const done = await scene.call('AdminRespondToAuthChallenge', { ChallengeName: 'MFA_SETUP', Session: verified.Session, ChallengeResponses: { USERNAME: email } });
        return { AccessToken: done.AuthenticationResult!.AccessToken, SoftwareTokenMfaSettings: OFF };
      },
    }),
];

/** The answer of a user with an authenticator. */
async function challenged(scene: Scene, code: (right: string) => string = (right) => right) {
  const { email: USERNAME, secret } = await scene.withTotp();
  const { Session } = await scene.logIn(USERNAME);
  return { ChallengeName: 'SOFTWARE_TOKEN_MFA', Session, ChallengeResponses: { USERNAME, SOFTWARE_TOKEN_MFA_CODE: code(scene.totp(secret)) } } as const;
}

/** A user whose code is mailed, at the challenge. */
async function mailed(scene: Scene) {
  const USERNAME = await scene.user();
  await scene.call('AdminSetUserMFAPreference', { Username: USERNAME, EmailMfaSettings: PREFERRED });
  const { Session } = await scene.logIn(USERNAME);
  return { ChallengeName: 'EMAIL_OTP', Session, ChallengeResponses: { USERNAME, EMAIL_OTP_CODE: scene.code(USERNAME, 'mfa') } } as const;
}

const CHALLENGES: Behaviour[] = [
  answers('AdminInitiateAuth', 'a user with an authenticator', 'the challenge SOFTWARE_TOKEN_MFA with the name of the device, no tokens',
    { ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: ANY, ChallengeParameters: { FRIENDLY_DEVICE_NAME: 'Phone' }, AuthenticationResult: ABSENT },
    { ...optional, source: TOTP, given: async (scene) => ({ AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: (await scene.withTotp()).email, PASSWORD: 'Correct-Horse-1' } }) }),
  answers('AdminInitiateAuth', 'a user without a factor, where MFA is required', 'the challenge MFA_SETUP with what can be set up',
    { ChallengeName: 'MFA_SETUP', ChallengeParameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' }, AuthenticationResult: ABSENT },
    { ...required, source: MFA, given: async (scene) => ({ AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: await scene.user(), PASSWORD: 'Correct-Horse-1' } }) }),
  answers('AdminInitiateAuth', 'a user with a phone, where SMS is required', 'the challenge SMS_MFA and where the code went',
    { ChallengeName: 'SMS_MFA', ChallengeParameters: { CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS', CODE_DELIVERY_DESTINATION: /^\+\*+0123$/ } },
    {
      setting: 'smsRequired',
      source: MFA,
      given: async (scene) =>
        ({ AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: await scene.user({ phone_number: '+15555550123', phone_number_verified: 'true' }), PASSWORD: 'Correct-Horse-1' } }),
    }),
  answers('AdminInitiateAuth', 'a user without a phone, where only SMS is enabled and required', 'MFA_SETUP with SMS_MFA', { ChallengeName: 'MFA_SETUP', ChallengeParameters: { MFAS_CAN_SETUP: '["SMS_MFA"]' } },
    { setting: 'smsRequired', given: async (scene) => ({ AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: await scene.user(), PASSWORD: 'Correct-Horse-1' } }) }),
  answers('AdminInitiateAuth', 'a user with two factors, none preferred', 'the challenge SELECT_MFA_TYPE with both',
    { ChallengeName: 'SELECT_MFA_TYPE', ChallengeParameters: { MFAS_CAN_CHOOSE: '["SOFTWARE_TOKEN_MFA","EMAIL_OTP"]' } }, {
      ...optional,
      given: async (scene) => {
        const { email, token } = await scene.withTotp();
        await scene.call('SetUserMFAPreference', { AccessToken: token, SoftwareTokenMfaSettings: ON, EmailMfaSettings: ON });
        return { AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: email, PASSWORD: 'Correct-Horse-1' } };
      },
    }),
  answers('AdminRespondToAuthChallenge', 'the code of an authenticator', 'tokens', TOKENS, { ...optional, source: respond, given: (scene) => challenged(scene) }),
  refuses('AdminRespondToAuthChallenge', 'a wrong code of an authenticator', refusal.WRONG_TOTP, { ...optional, source: respond, given: (scene) => challenged(scene, otherThan) }),
  answers('AdminRespondToAuthChallenge', 'the code of an authenticator after a wrong one', 'tokens', TOKENS, {
    ...optional,
    given: async (scene) => {
      const right = await challenged(scene);
      await scene.attempt(1, 'AdminRespondToAuthChallenge', { ...right, ChallengeResponses: { ...right.ChallengeResponses, SOFTWARE_TOKEN_MFA_CODE: otherThan(right.ChallengeResponses.SOFTWARE_TOKEN_MFA_CODE) } });
      return right;
    },
  }),
  refuses('AdminRespondToAuthChallenge', 'a code of an authenticator that was used', refusal.USED_TOTP, {
    ...optional,
    source: respond,
    given: async (scene) => {
      const right = await challenged(scene);
      await scene.call('AdminRespondToAuthChallenge', right);
      return { ...right, Session: (await scene.logIn(right.ChallengeResponses.USERNAME)).Session };
    },
  }),
  refuses('AdminRespondToAuthChallenge', 'a code of the step before the last accepted one', refusal.USED_TOTP, {
    ...optional,
    given: async (scene) => {
      const right = await challenged(scene, (present) => present);
      await scene.call('AdminRespondToAuthChallenge', right);
      const { SOFTWARE_TOKEN_MFA_CODE: used, USERNAME } = right.ChallengeResponses;
      scene.later(30_000);
      return { ...right, Session: (await scene.logIn(USERNAME)).Session, ChallengeResponses: { USERNAME, SOFTWARE_TOKEN_MFA_CODE: used } };
    },
  }),
  refuses('AdminRespondToAuthChallenge', 'the right code after five wrong ones', refusal.LOCKED, {
    ...optional,
    source: MFA,
    given: async (scene) => {
      const right = await challenged(scene);
      await scene.attempt(5, 'AdminRespondToAuthChallenge', { ...right, ChallengeResponses: { ...right.ChallengeResponses, SOFTWARE_TOKEN_MFA_CODE: otherThan(right.ChallengeResponses.SOFTWARE_TOKEN_MFA_CODE) } });
      return right;
    },
  }),
  answers('AdminRespondToAuthChallenge', 'a mailed code', 'tokens', TOKENS, { ...optional, source: respond, given: mailed }),
  refuses('AdminRespondToAuthChallenge', 'a wrong mailed code', refusal.WRONG_MFA_CODE, {
    ...optional,
    source: seen('aws-amplify/amplify-js/issues/3066'),
    given: async (scene) => {
      const right = await mailed(scene);
      return { ...right, ChallengeResponses: { ...right.ChallengeResponses, EMAIL_OTP_CODE: otherThan(right.ChallengeResponses.EMAIL_OTP_CODE) } };
    },
  }),
  refuses('AdminRespondToAuthChallenge', 'without the mailed code', refusal.missing('EMAIL_OTP_CODE'), {
    ...optional,
    source: respond,
    given: async (scene) => {
      const { ChallengeResponses: { USERNAME }, ...right } = await mailed(scene);
      return { ...right, ChallengeResponses: { USERNAME } };
    },
  }),
  answers('AdminRespondToAuthChallenge', 'SELECT_MFA_TYPE with a factor of the user', 'its challenge', { ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: ANY }, {
    ...optional,
    source: respond,
    given: async (scene) => {
      const { email, token } = await scene.withTotp();
      await scene.call('SetUserMFAPreference', { AccessToken: token, SoftwareTokenMfaSettings: ON, EmailMfaSettings: ON });
      return { ChallengeName: 'SELECT_MFA_TYPE', Session: (await scene.logIn(email)).Session, ChallengeResponses: { USERNAME: email, ANSWER: 'SOFTWARE_TOKEN_MFA' } };
    },
  }),
  answers('AdminRespondToAuthChallenge', 'NEW_PASSWORD_REQUIRED, where MFA is required', 'the challenge MFA_SETUP', { ChallengeName: 'MFA_SETUP', Session: ANY }, {
    ...required,
    source: MFA,
    given: async (scene) => {
      const USERNAME = await scene.invited();
      const { Session } = await scene.logIn(USERNAME);
      return { ChallengeName: 'NEW_PASSWORD_REQUIRED', Session, ChallengeResponses: { USERNAME, NEW_PASSWORD: OTHER_PASSWORD } };
    },
  }),
  answers('AdminRespondToAuthChallenge', 'MFA_SETUP with the session of VerifySoftwareToken', 'tokens', TOKENS, {
    ...required,
    source: respond,
    given: async (scene) => {
      const { email, Session } = await settingUp(scene);
      const associated = await scene.call('AssociateSoftwareToken', { Session });
      const verified = await scene.call('VerifySoftwareToken', { Session: associated.Session, UserCode: scene.totp(associated.SecretCode!) });
      return { ChallengeName: 'MFA_SETUP', Session: verified.Session, ChallengeResponses: { USERNAME: email } };
    },
  }),
  refuses('AdminRespondToAuthChallenge', 'MFA_SETUP before an authenticator was verified', refusal.INVALID_SESSION, {
    ...required,
    source: respond,
    given: async (scene) => {
      const { email, Session } = await settingUp(scene);
      return { ChallengeName: 'MFA_SETUP', Session, ChallengeResponses: { USERNAME: email } };
    },
  }),
  answers('ForgotPassword', 'a user whose second factor is the mailed code, hidden', 'a simulated delivery: mail cannot be both factors', { CodeDeliveryDetails: { DeliveryMedium: 'EMAIL' } },
    { ...optional, source: RECOVERY, given: async (scene) => ({ Username: (await mailed(scene)).ChallengeResponses.USERNAME }) }),
];

export const mfaBehaviours: readonly Behaviour[] = [...ENROL, ...PREFER, ...CHALLENGES];
