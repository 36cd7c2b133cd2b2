import type { AdminInitiateAuthCommandInput } from '@aws-sdk/client-cognito-identity-provider';
import { answers, refuses, type Behaviour } from '../behaviour';
import * as refusal from '../refusals';
import { attributesOf, OTHER_PASSWORD, PASSWORD, WRONG_PASSWORD, type Scene } from '../scene';
import { ABSENT, ANY } from '../shape';
import { api, HIDING, LOCKOUT, PASSWORDS, REFRESH_TOKEN, seen } from '../sources';

const initiate = api('AdminInitiateAuth');

const as = (USERNAME: string, password = PASSWORD): Partial<AdminInitiateAuthCommandInput> =>
  ({ AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD: password } });
const aUser = async (scene: Scene) => as(await scene.user());
const unknown = async (scene: Scene) => as(scene.email());

const SIGN_IN: Behaviour[] = [
  answers('AdminInitiateAuth', 'the right password', 'ID, access and refresh token and the seconds that the access token lives', {
    ChallengeName: ABSENT,
    AuthenticationResult: { IdToken: /^ey/, AccessToken: /^ey/, RefreshToken: ANY, ExpiresIn: 1800, TokenType: 'Bearer' },
  }, { source: initiate, given: aUser }),
  answers('AdminInitiateAuth', 'a client that states no validities', 'an access token for an hour', { AuthenticationResult: { ExpiresIn: 3600 } },
    { client: 'plain', source: initiate, given: aUser }),
  answers('AdminInitiateAuth', 'the flow by its old name, ADMIN_NO_SRP_AUTH', 'tokens', { AuthenticationResult: { TokenType: 'Bearer' } },
    { source: initiate, given: async (scene) => ({ ...as(await scene.user()), AuthFlow: 'ADMIN_NO_SRP_AUTH' }) }),
  answers('AdminInitiateAuth', 'the address in capitals, where case does not matter', 'tokens', { AuthenticationResult: { TokenType: 'Bearer' } },
    { source: initiate, given: async (scene) => as((await scene.user()).toUpperCase()) }),
  refuses('AdminInitiateAuth', 'the address in capitals, where case matters', refusal.INCORRECT,
    { setting: 'caseSensitive', source: initiate, given: async (scene) => as((await scene.user()).toUpperCase()) }),
  answers('AdminInitiateAuth', 'the sub in place of the address', 'tokens', { AuthenticationResult: { TokenType: 'Bearer' } },
    { source: initiate, given: async (scene) => as((await scene.call('AdminGetUser', { Username: await scene.user() })).Username!) }),
  refuses('AdminInitiateAuth', 'a wrong password', refusal.INCORRECT, { source: initiate, given: async (scene) => as(await scene.user(), WRONG_PASSWORD) }),
  refuses('AdminInitiateAuth', 'an unknown user, hidden', refusal.INCORRECT, { source: HIDING, given: unknown }),
  refuses('AdminInitiateAuth', 'an unknown user, not hidden', refusal.NOT_FOUND, { client: 'legacy', source: HIDING, given: unknown }),
  refuses('AdminInitiateAuth', 'an unconfirmed user', refusal.NOT_CONFIRMED, { source: initiate, given: async (scene) => as(await scene.signedUp()) }),
  refuses('AdminInitiateAuth', 'an unconfirmed user with a wrong password', refusal.NOT_CONFIRMED,
    { given: async (scene) => as(await scene.signedUp(), WRONG_PASSWORD) }),
  refuses('AdminInitiateAuth', 'a disabled user', refusal.DISABLED, { source: initiate, given: async (scene) => as(await scene.disabled(await scene.user())) }),
  refuses('AdminInitiateAuth', 'a disabled user with a wrong password', refusal.INCORRECT,
    { given: async (scene) => as(await scene.disabled(await scene.user()), WRONG_PASSWORD) }),
  refuses('AdminInitiateAuth', 'a user whose password an administrator reset', refusal.RESET_REQUIRED,
    { source: initiate, given: async (scene) => as(await scene.withReset(await scene.user())) }),
  refuses('AdminInitiateAuth', 'the same with a wrong password', refusal.RESET_REQUIRED,
    { given: async (scene) => as(await scene.withReset(await scene.user()), WRONG_PASSWORD) }),
  refuses('AdminInitiateAuth', 'a flow that the client did not enable', refusal.FLOW_DISABLED, { client: 'public', source: initiate, given: unknown }),
  refuses('AdminInitiateAuth', 'the public flow', refusal.FLOW_UNSUPPORTED,
    { client: 'public', source: initiate, given: async (scene) => ({ ...as(await scene.user()), AuthFlow: 'USER_PASSWORD_AUTH' }) }),
  refuses('AdminInitiateAuth', 'without USERNAME', refusal.missing('USERNAME'),
    { source: initiate, given: { AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { PASSWORD } } }),
  refuses('AdminInitiateAuth', 'without PASSWORD', refusal.missing('PASSWORD'),
    { source: initiate, given: async (scene) => ({ AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: await scene.user() } }) }),
  refuses('AdminInitiateAuth', 'order: a disabled flow before an unknown user', refusal.FLOW_DISABLED, { client: 'refreshOnly', given: unknown }),
  answers('AdminInitiateAuth', 'an invited user', 'the challenge NEW_PASSWORD_REQUIRED, with what is known and what is missing', {
    AuthenticationResult: ABSENT,
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    Session: /^.{20,4096}$/,
    ChallengeParameters: { USER_ID_FOR_SRP: ANY, requiredAttributes: '[]', userAttributes: /"email":"user\d+@example\.com"/ },
  }, { source: initiate, given: async (scene) => as(await scene.invited()) }),
  answers('AdminInitiateAuth', 'an invited user without a required attribute', 'its name among requiredAttributes',
    { ChallengeParameters: { requiredAttributes: '["userAttributes.name"]' } },
    { setting: 'named', source: initiate, given: async (scene) => as(await scene.invited()) }),
  refuses('AdminInitiateAuth', 'an invited user after the days that a temporary password lives', refusal.TEMPORARY_EXPIRED,
    {
      source: PASSWORDS,
      given: async (scene) => {
        const email = await scene.invited();
        scene.later(86_400_000);
        return as(email);
      },
    }),
  answers('AdminInitiateAuth', 'REFRESH_TOKEN_AUTH', 'new ID and access tokens, no refresh token', { AuthenticationResult: { IdToken: ANY, AccessToken: ANY, RefreshToken: ABSENT } },
    { source: REFRESH_TOKEN, given: async (scene) => ({ AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: (await scene.tokens()).RefreshToken } }) }),
  refuses('AdminInitiateAuth', 'REFRESH_TOKEN_AUTH through a client that rotates', refusal.FLOW_DISABLED, {
    setting: 'rotation',
    source: REFRESH_TOKEN,
    given: async (scene) => ({ AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: (await scene.tokens()).RefreshToken } }),
  }),
  answers('AdminInitiateAuth', 'the address as alias, verified', 'tokens', { AuthenticationResult: { TokenType: 'Bearer' } },
    {
      setting: 'usernames',
      source: seen('amazon-archives/amazon-cognito-identity-js/issues/514'),
      given: async (scene) => {
        const Username = `name${scene.email().replace(/@.*/, '')}`;
        const email = `${Username}@example.com`;
        await scene.call('AdminCreateUser', {
          Username, MessageAction: 'SUPPRESS', UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }],
        });
        await scene.call('AdminSetUserPassword', { Username, Password: PASSWORD, Permanent: true });
        return as(email);
      },
    }),
  refuses('AdminInitiateAuth', 'the address as alias, not verified', refusal.INCORRECT,
    {
      setting: 'usernames',
      source: HIDING,
      given: async (scene) => {
        const Username = `name${scene.email().replace(/@.*/, '')}`;
        const email = `${Username}@example.com`;
        await scene.call('AdminCreateUser', { Username, MessageAction: 'SUPPRESS', UserAttributes: [{ Name: 'email', Value: email }] });
        await scene.call('AdminSetUserPassword', { Username, Password: PASSWORD, Permanent: true });
        return as(email);
      },
    }),
];

/** After a number of wrong passwords; waits out each lock but the last. */
const failed = (times: number, thenWait = 0, password = PASSWORD) => async (scene: Scene) => {
  const email = await scene.user();
  for (let failure = 1; failure <= times; failure++) {
    await scene.attempt(1, 'AdminInitiateAuth', as(email, WRONG_PASSWORD));
    if (failure >= 5 && failure < times) scene.later(Math.min(900_000, 1_000 * 2 ** (failure - 5)));
  }
  if (thenWait > 0) scene.later(thenWait);
  return as(email, password);
};
const TOKENS = { AuthenticationResult: { TokenType: 'Bearer' } };

const LOCKING: Behaviour[] = [
  answers('AdminInitiateAuth', 'the right password after four wrong ones', 'tokens', TOKENS, { source: LOCKOUT, given: failed(4) }),
  refuses('AdminInitiateAuth', 'the right password after five wrong ones', refusal.LOCKED, { source: LOCKOUT, given: failed(5) }),
  answers('AdminInitiateAuth', 'a second later', 'tokens', TOKENS, { source: LOCKOUT, given: failed(5, 1_000) }),
  refuses('AdminInitiateAuth', 'a second after the sixth wrong one, which locks for two', refusal.LOCKED, { source: LOCKOUT, given: failed(6, 1_000) }),
  answers('AdminInitiateAuth', 'two seconds after the sixth', 'tokens', TOKENS, { source: LOCKOUT, given: failed(6, 2_000) }),
  refuses('AdminInitiateAuth', 'almost 15 minutes after the seventeenth', refusal.LOCKED, { source: LOCKOUT, given: failed(17, 890_000) }),
  answers('AdminInitiateAuth', '15 minutes after the seventeenth, the longest lock', 'tokens', TOKENS, { source: LOCKOUT, given: failed(17, 900_000) }),
  refuses('AdminInitiateAuth', 'a wrong password 15 quiet minutes after a lock, which starts anew', refusal.INCORRECT,
    {
      source: LOCKOUT,
      given: async (scene) => {
        const last = await failed(5, 901_000, WRONG_PASSWORD)(scene);
        await scene.attempt(3, 'AdminInitiateAuth', last);
        return last;
      },
    }),
  answers('AdminInitiateAuth', 'four wrong ones, a right one, four wrong ones, the right one', 'tokens', TOKENS, {
    source: LOCKOUT,
    given: async (scene) => {
      const right = await failed(4)(scene);
      await scene.call('AdminInitiateAuth', right);
      await scene.attempt(4, 'AdminInitiateAuth', as(right.AuthParameters!.USERNAME, WRONG_PASSWORD));
      return right;
    },
  }),
  answers('AdminInitiateAuth', 'a lock, and then a new password by an administrator', 'tokens', TOKENS, {
    given: async (scene) => {
      const locked = await failed(5)(scene);
      await scene.call('AdminSetUserPassword', { Username: locked.AuthParameters!.USERNAME, Password: OTHER_PASSWORD, Permanent: true });
      return as(locked.AuthParameters!.USERNAME, OTHER_PASSWORD);
    },
  }),
  refuses('AdminInitiateAuth', 'an unknown user the sixth time', refusal.INCORRECT, {
    given: async (scene) => {
      const nobody = as(scene.email());
      await scene.attempt(5, 'AdminInitiateAuth', nobody);
      return nobody;
    },
  }),
];

const respond = api('AdminRespondToAuthChallenge');

/** The answer of an invited user to NEW_PASSWORD_REQUIRED. */
const invitation = (answer: Record<string, string> = {}) => async (scene: Scene) => {
  const USERNAME = await scene.invited();
  const { Session } = await scene.logIn(USERNAME);
  return { ChallengeName: 'NEW_PASSWORD_REQUIRED', Session, ChallengeResponses: { USERNAME, NEW_PASSWORD: OTHER_PASSWORD, ...answer } } as const;
};

const CHALLENGES: Behaviour[] = [
  answers('AdminRespondToAuthChallenge', 'a new password', 'tokens', TOKENS, { source: respond, given: invitation() }),
  answers('AdminRespondToAuthChallenge', 'and then AdminGetUser', 'CONFIRMED', { UserStatus: 'CONFIRMED' }, {
    source: respond,
    given: invitation(),
    see: (scene, _output, { ChallengeResponses }) => scene.call('AdminGetUser', { Username: ChallengeResponses!.USERNAME }),
  }),
  answers('AdminRespondToAuthChallenge', 'a new password and the required attribute that is missing', 'tokens with it', { name: 'Ada' },
    {
      setting: 'named',
      source: respond,
      given: invitation({ 'userAttributes.name': 'Ada' }),
      see: async (scene, { AuthenticationResult }) => attributesOf((await scene.call('GetUser', { AccessToken: AuthenticationResult!.AccessToken })).UserAttributes),
    }),
  refuses('AdminRespondToAuthChallenge', 'a new password without the required attribute', refusal.NAME_REQUIRED, { setting: 'named', source: respond, given: invitation() }),
  refuses('AdminRespondToAuthChallenge', 'another value of a required attribute that is there', refusal.invalidParameter('Cannot modify an already provided email'),
    { source: respond, given: invitation({ 'userAttributes.email': 'other@example.com' }) }),
  refuses('AdminRespondToAuthChallenge', 'a weak new password', refusal.invalidPassword('Password does not conform to policy: Password not long enough'),
    { source: respond, given: invitation({ NEW_PASSWORD: 'weak' }) }),
  answers('AdminRespondToAuthChallenge', 'a new password after a weak one, in the same session', 'tokens', TOKENS, {
    given: async (scene) => {
      const right = await invitation()(scene);
      await scene.attempt(1, 'AdminRespondToAuthChallenge', { ...right, ChallengeResponses: { ...right.ChallengeResponses, NEW_PASSWORD: 'weak' } });
      return right;
    },
  }),
  refuses('AdminRespondToAuthChallenge', 'a session that was used', refusal.USED_SESSION, {
    source: respond,
    given: async (scene) => {
      const right = await invitation()(scene);
      await scene.call('AdminRespondToAuthChallenge', right);
      return right;
    },
  }),
  refuses('AdminRespondToAuthChallenge', 'a session after three minutes', refusal.EXPIRED_SESSION, {
    source: seen('aws-amplify/amplify-js/issues/13802'),
    given: async (scene) => {
      const right = await invitation()(scene);
      scene.later(180_000);
      return right;
    },
  }),
  answers('AdminRespondToAuthChallenge', 'a session after 14 minutes, where AuthSessionValidity is 15', 'tokens', TOKENS,
    {
      client: 'patient',
      source: api('AdminInitiateAuth'),
      given: async (scene) => {
        const right = await invitation()(scene);
        scene.later(840_000);
        return right;
      },
    }),
  refuses('AdminRespondToAuthChallenge', 'a session that nobody opened', refusal.INVALID_SESSION,
    { source: respond, given: async (scene) => ({ ...await invitation()(scene), Session: 'x'.repeat(40) }) }),
  refuses('AdminRespondToAuthChallenge', 'another user\'s session', refusal.INVALID_SESSION,
    { source: respond, given: async (scene) => ({ ...await invitation()(scene), Session: (await invitation()(scene)).Session }) }),
  refuses('AdminRespondToAuthChallenge', 'a session of another client', refusal.INVALID_SESSION,
    { source: respond, given: async (scene) => ({ ...await invitation()(scene), ClientId: scene.clientId('other') }) }),
  refuses('AdminRespondToAuthChallenge', 'a session of another challenge', refusal.INVALID_SESSION, {
    source: respond,
    given: async (scene) => {
      const { Session, ChallengeResponses } = await invitation()(scene);
      return { ChallengeName: 'SOFTWARE_TOKEN_MFA', Session, ChallengeResponses: { USERNAME: ChallengeResponses.USERNAME, SOFTWARE_TOKEN_MFA_CODE: '123456' } };
    },
  }),
  refuses('AdminRespondToAuthChallenge', 'a user who was disabled meanwhile', refusal.DISABLED, {
    source: respond,
    given: async (scene) => {
      const right = await invitation()(scene);
      await scene.disabled(right.ChallengeResponses.USERNAME);
      return right;
    },
  }),
  refuses('AdminRespondToAuthChallenge', 'without USERNAME', refusal.missing('USERNAME'), { source: respond, given: invitation({ USERNAME: '' }) }),
  refuses('AdminRespondToAuthChallenge', 'without NEW_PASSWORD', refusal.missing('NEW_PASSWORD'), { source: respond, given: invitation({ NEW_PASSWORD: '' }) }),
  refuses('AdminRespondToAuthChallenge', 'without Session', refusal.missing('Session'),
    { source: respond, given: async (scene) => ({ ...await invitation()(scene), Session: undefined }) }),
];

export const signInBehaviours: readonly Behaviour[] = [...SIGN_IN, ...LOCKING, ...CHALLENGES];
