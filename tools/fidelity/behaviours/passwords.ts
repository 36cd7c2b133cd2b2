import { answers, refuses, type Behaviour } from '../behaviour';
import * as refusal from '../refusals';
import { OTHER_PASSWORD, otherThan, PASSWORD, WRONG_PASSWORD, type Scene } from '../scene';
import { api, HIDING, PASSWORDS, QUOTAS, RECOVERY, seen } from '../sources';

const HOUR = 3_600_000;
const forgot = api('ForgotPassword');
const reset = api('ConfirmForgotPassword');
const DELIVERED = { CodeDeliveryDetails: { Destination: /^u\*+@e\*+$/, DeliveryMedium: 'EMAIL', AttributeName: 'email' } };
const unknown = async (scene: Scene) => ({ Username: scene.email() });
const policy = refusal.invalidPassword('Password does not conform to policy: Password not long enough');

async function unverified(scene: Scene): Promise<{ Username: string }> {
  return { Username: await scene.user({ email_verified: 'false' }) };
}

const withPhone = (verified: string) => async (scene: Scene) =>
  ({ Username: await scene.user({ phone_number: '+15555550123', phone_number_verified: verified }) });

const FORGOT: Behaviour[] = [
  answers('ForgotPassword', 'a user with a verified address', 'where the code went', DELIVERED, { source: forgot, given: async (scene) => ({ Username: await scene.user() }) }),
  answers('ForgotPassword', 'an unknown user, hidden', 'a simulated delivery', DELIVERED, { source: HIDING, given: unknown }),
  refuses('ForgotPassword', 'an unknown user, not hidden', refusal.NO_COMBINATION, { client: 'legacy', source: seen('aws-amplify/amplify-js/issues/11270'), given: unknown }),
  answers('ForgotPassword', 'an unknown name that is no address, hidden', 'a simulated delivery to a made-up address', { CodeDeliveryDetails: { Destination: /^\w\*+@\w\*+$/ } },
    { given: { Username: 'nobody' } }),
  answers('ForgotPassword', 'a disabled user, hidden', 'a simulated delivery', DELIVERED,
    { source: HIDING, given: async (scene) => ({ Username: await scene.disabled(await scene.user()) }) }),
  refuses('ForgotPassword', 'a disabled user, not hidden', refusal.DISABLED,
    { client: 'legacy', source: forgot, given: async (scene) => ({ Username: await scene.disabled(await scene.user()) }) }),
  answers('ForgotPassword', 'a user without verified contact, hidden', 'a simulated delivery', DELIVERED, { source: HIDING, given: unverified }),
  refuses('ForgotPassword', 'a user without verified contact, not hidden', refusal.NO_CONTACT,
    { client: 'legacy', source: seen('amazon-archives/amazon-cognito-identity-js/issues/678'), given: unverified }),
  refuses('ForgotPassword', 'an invited user, not hidden', refusal.CANNOT_RESET,
    { client: 'legacy', source: seen('aws-amplify/amplify-js/issues/1340'), given: async (scene) => ({ Username: await scene.invited() }) }),
  refuses('ForgotPassword', 'an invited user, hidden', refusal.CANNOT_RESET, { given: async (scene) => ({ Username: await scene.invited() }) }),
  refuses('ForgotPassword', 'where only an administrator recovers accounts, not hidden', refusal.NO_RECOVERY,
    { setting: 'adminRecovery', client: 'legacy', source: RECOVERY, given: async (scene) => ({ Username: await scene.user() }) }),
  answers('ForgotPassword', 'the phone has the higher priority and is verified', 'the code goes by SMS',
    { CodeDeliveryDetails: { DeliveryMedium: 'SMS', AttributeName: 'phone_number' } }, { setting: 'phoneRecovery', source: RECOVERY, given: withPhone('true') }),
  answers('ForgotPassword', 'the phone has the higher priority and is not verified', 'the code goes by e-mail', DELIVERED,
    { setting: 'phoneRecovery', source: RECOVERY, given: withPhone('false') }),
  answers('ForgotPassword', 'an unconfirmed user, hidden', 'a simulated delivery', DELIVERED,
    { source: seen('aws/aws-aspnet-cognito-identity-provider/issues/179'), given: async (scene) => ({ Username: await scene.signedUp() }) }),
  refuses('ForgotPassword', 'the sixth time in an hour', refusal.LIMIT, {
    source: RECOVERY,
    given: async (scene) => {
      const Username = await scene.user();
      await scene.attempt(5, 'ForgotPassword', { Username });
      return { Username };
    },
  }),
];

const withCode = async (scene: Scene, Password = OTHER_PASSWORD) => {
  const Username = await scene.withCode(await scene.user());
  return { Username, Password, ConfirmationCode: scene.code(Username, 'password') };
};
const guess = (Username: string) => ({ Username, Password: OTHER_PASSWORD, ConfirmationCode: '012345' });

const RESET: Behaviour[] = [
  answers('ConfirmForgotPassword', 'the code', 'success', {}, { source: reset, given: (scene) => withCode(scene) }),
  answers('ConfirmForgotPassword', 'and then a login with the new password', 'tokens', { AuthenticationResult: { TokenType: 'Bearer' } },
    { source: reset, given: (scene) => withCode(scene), see: (scene, _output, { Username }) => scene.logIn(Username!, OTHER_PASSWORD) }),
  answers('ConfirmForgotPassword', 'and an access token of before', 'still works', { Username: /./ }, {
    given: async (scene) => {
      const Username = await scene.user();
      const token = await scene.accessToken(Username);
      await scene.withCode(Username);
      return { Username, Password: OTHER_PASSWORD, ConfirmationCode: scene.code(Username, 'password'), ClientMetadata: { token } };
    },
    see: (scene, _output, { ClientMetadata }) => scene.call('GetUser', { AccessToken: ClientMetadata!.token }),
  }),
  answers('ConfirmForgotPassword', 'and then a login of a user who was locked', 'tokens', { AuthenticationResult: { TokenType: 'Bearer' } }, {
    given: async (scene) => {
      const right = await withCode(scene);
      await scene.attempt(5, 'AdminInitiateAuth', { AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: right.Username, PASSWORD: WRONG_PASSWORD } });
      return right;
    },
    see: (scene, _output, { Username }) => scene.logIn(Username!, OTHER_PASSWORD),
  }),
  answers('ConfirmForgotPassword', 'the code of a reset by an administrator', 'success', {}, {
    source: reset,
    given: async (scene) => {
      const Username = await scene.withReset(await scene.user());
      return { Username, Password: OTHER_PASSWORD, ConfirmationCode: scene.code(Username, 'password') };
    },
  }),
  refuses('ConfirmForgotPassword', 'a wrong code', refusal.MISMATCH, {
    source: reset,
    given: async (scene) => {
      const right = await withCode(scene);
      return { ...right, ConfirmationCode: otherThan(right.ConfirmationCode) };
    },
  }),
  refuses('ConfirmForgotPassword', 'the code after an hour', refusal.EXPIRED, {
    source: QUOTAS,
    given: async (scene) => {
      const right = await withCode(scene);
      scene.later(HOUR);
      return right;
    },
  }),
  refuses('ConfirmForgotPassword', 'the code once more', refusal.EXPIRED, {
    source: reset,
    given: async (scene) => {
      const right = await withCode(scene);
      await scene.call('ConfirmForgotPassword', right);
      return right;
    },
  }),
  refuses('ConfirmForgotPassword', 'where no code was asked for', refusal.EXPIRED, { source: reset, given: async (scene) => guess(await scene.user()) }),
  refuses('ConfirmForgotPassword', 'a weak password', policy, { source: PASSWORDS, given: (scene) => withCode(scene, 'weak') }),
  answers('ConfirmForgotPassword', 'the code after a weak password', 'success', {}, {
    given: async (scene) => {
      const right = await withCode(scene);
      await scene.attempt(1, 'ConfirmForgotPassword', { ...right, Password: 'weak' });
      return right;
    },
  }),
  refuses('ConfirmForgotPassword', 'order: a wrong code before a weak password', refusal.MISMATCH, {
    given: async (scene) => {
      const right = await withCode(scene, 'weak');
      return { ...right, ConfirmationCode: otherThan(right.ConfirmationCode) };
    },
  }),
  refuses('ConfirmForgotPassword', 'an unknown user, hidden', refusal.MISMATCH, { source: HIDING, given: async (scene) => guess(scene.email()) }),
  refuses('ConfirmForgotPassword', 'an unknown user, not hidden', refusal.NO_COMBINATION, { client: 'legacy', source: reset, given: async (scene) => guess(scene.email()) }),
  refuses('ConfirmForgotPassword', 'a disabled user, hidden', refusal.MISMATCH, { source: HIDING, given: async (scene) => guess(await scene.disabled(await scene.user())) }),
  refuses('ConfirmForgotPassword', 'after five wrong codes in an hour', refusal.LIMIT, {
    given: async (scene) => {
      const right = await withCode(scene);
      await scene.attempt(5, 'ConfirmForgotPassword', { ...right, ConfirmationCode: otherThan(right.ConfirmationCode) });
      return right;
    },
  }),
  refuses('ConfirmForgotPassword', 'a password of the history', refusal.USED_PASSWORD, { setting: 'history', source: PASSWORDS, given: (scene) => withCode(scene, PASSWORD) }),
];

const change = api('ChangePassword');
const changed = (PreviousPassword: string, ProposedPassword: string) => async (scene: Scene) =>
  ({ AccessToken: await scene.accessToken(), PreviousPassword, ProposedPassword });

const CHANGE: Behaviour[] = [
  answers('ChangePassword', 'the present password and a new one', 'success', {}, { source: change, given: changed(PASSWORD, OTHER_PASSWORD) }),
  answers('ChangePassword', 'and the access token of before', 'still works', { Username: /./ }, {
    source: seen('aws-amplify/amplify-js/issues/2205'),
    given: changed(PASSWORD, OTHER_PASSWORD),
    see: (scene, _output, { AccessToken }) => scene.call('GetUser', { AccessToken }),
  }),
  refuses('ChangePassword', 'a wrong present password', refusal.INCORRECT, { source: change, given: changed(WRONG_PASSWORD, OTHER_PASSWORD) }),
  refuses('ChangePassword', 'a weak new password', policy, { source: change, given: changed(PASSWORD, 'weak') }),
  refuses('ChangePassword', 'order: a wrong present password before a weak new one', refusal.INCORRECT, { given: changed(WRONG_PASSWORD, 'weak') }),
  refuses('ChangePassword', 'a new password of the history', refusal.USED_PASSWORD, { setting: 'history', source: change, given: changed(PASSWORD, PASSWORD) }),
  answers('ChangePassword', 'to the present password, where no history is kept', 'success', {}, { source: PASSWORDS, given: changed(PASSWORD, PASSWORD) }),
  refuses('ChangePassword', 'the sixth wrong password in an hour', refusal.LIMIT, {
    source: change,
    given: async (scene) => {
      const wrong = await changed(WRONG_PASSWORD, OTHER_PASSWORD)(scene);
      await scene.attempt(5, 'ChangePassword', wrong);
      return wrong;
    },
  }),
];

export const passwordBehaviours: readonly Behaviour[] = [...FORGOT, ...RESET, ...CHANGE];
