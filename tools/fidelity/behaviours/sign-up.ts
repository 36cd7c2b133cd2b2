import { answers, refuses, type Behaviour } from '../behaviour';
import * as refusal from '../refusals';
import { attributeList, attributesOf, CannotBeAsked, otherThan, PASSWORD, type Scene } from '../scene';
import { UUID } from '../shape';
import { ACCOUNTS, api, ATTRIBUTES, HIDING, PASSWORDS, QUOTAS, seen, VERIFICATION } from '../sources';

const HOUR = 3_600_000;
const DELIVERED = { Destination: /^u\*+@e\*+$/, DeliveryMedium: 'EMAIL', AttributeName: 'email' };

const as = (attributes: Record<string, string>) => async (scene: Scene) =>
  ({ Username: scene.email(), Password: PASSWORD, UserAttributes: attributeList(attributes) });
const withPassword = (Password: string) => async (scene: Scene) => ({ Username: scene.email(), Password });
const policy = (rule: string) => refusal.invalidPassword(`Password did not conform with policy: ${rule}`);
const signUp = api('SignUp');

const SIGN_UP: Behaviour[] = [
  answers('SignUp', 'a new address', 'unconfirmed, a code on its way, the sub', { UserConfirmed: false, UserSub: UUID, CodeDeliveryDetails: DELIVERED },
    { source: signUp, given: as({}) }),
  answers('SignUp', 'and then AdminGetUser', 'UNCONFIRMED, the username is the sub, the address unverified',
    { UserStatus: 'UNCONFIRMED', Username: UUID, attributes: { email: /@/, email_verified: 'false' } },
    {
      source: ACCOUNTS,
      given: as({}),
      see: async (scene, _output, { Username }) => {
        const { UserAttributes, ...user } = await scene.call('AdminGetUser', { Username });
        return { ...user, attributes: attributesOf(UserAttributes) };
      },
    }),
  refuses('SignUp', 'an address that has an account', refusal.EMAIL_TAKEN,
    { source: signUp, given: async (scene) => ({ Username: await scene.user(), Password: PASSWORD }) }),
  refuses('SignUp', 'an address that has an account, hidden or not', refusal.EMAIL_TAKEN,
    { source: HIDING, client: 'legacy', given: async (scene) => ({ Username: await scene.user(), Password: PASSWORD }) }),
  refuses('SignUp', 'an address that signed up and never confirmed', refusal.EMAIL_TAKEN,
    { given: async (scene) => ({ Username: await scene.signedUp(), Password: PASSWORD }) }),
  refuses('SignUp', 'an account\'s address in capitals, where case does not matter', refusal.EMAIL_TAKEN,
    { source: signUp, given: async (scene) => ({ Username: (await scene.user()).toUpperCase(), Password: PASSWORD }) }),
  answers('SignUp', 'an account\'s address in capitals, where case matters', 'another account', { UserConfirmed: false },
    { setting: 'caseSensitive', source: signUp, given: async (scene) => ({ Username: (await scene.user()).toUpperCase(), Password: PASSWORD }) }),
  refuses('SignUp', 'a name that is no address', refusal.NO_EMAIL, { source: signUp, given: { Username: 'someone', Password: PASSWORD } }),
  refuses('SignUp', 'where only administrators create users', refusal.SIGN_UP_CLOSED, { setting: 'closed', source: ACCOUNTS, given: as({}) }),
  refuses('SignUp', 'a password too short', policy('Password not long enough'), { source: PASSWORDS, given: withPassword('Sh0rt-1') }),
  refuses('SignUp', 'a password without capitals', policy('Password must have uppercase characters'), { source: PASSWORDS, given: withPassword('lower-case-1') }),
  refuses('SignUp', 'a password without small letters', policy('Password must have lowercase characters'), { source: PASSWORDS, given: withPassword('UPPER-CASE-1') }),
  refuses('SignUp', 'a password without digits', policy('Password must have numeric characters'), { source: PASSWORDS, given: withPassword('No-Numbers') }),
  refuses('SignUp', 'a password without symbols', policy('Password must have symbol characters'), { source: PASSWORDS, given: withPassword('NoSymbols1') }),
  answers('SignUp', 'a space within the password as its only symbol', 'an account', { UserConfirmed: false }, { source: PASSWORDS, given: withPassword('Inner space1') }),
  answers('SignUp', 'a password of 256 characters', 'an account', { UserConfirmed: false }, { source: PASSWORDS, given: withPassword(`Aa1-${'x'.repeat(252)}`) }),
  answers('SignUp', 'six small letters, where the policy asks for six characters', 'an account', { UserConfirmed: false },
    { setting: 'lax', source: PASSWORDS, given: withPassword('sixsix') }),
  refuses('SignUp', 'no symbol, where the template has no policy', policy('Password must have symbol characters'),
    { setting: 'noPolicy', source: PASSWORDS, given: withPassword('NoSymbols1') }),
  refuses('SignUp', 'an attribute that the pool does not have', refusal.NOT_IN_SCHEMA,
    { source: seen('aws-amplify/amplify-flutter/issues/509'), given: as({ 'custom:none': 'x' }) }),
  refuses('SignUp', 'without a required attribute', refusal.NAME_REQUIRED, { setting: 'named', source: ATTRIBUTES, given: as({}) }),
  refuses('SignUp', 'email_verified', refusal.UNAUTHORIZED_ATTRIBUTE, { source: seen('aws/aws-sdk-js/issues/3603'), given: as({ email_verified: 'true' }) }),
  refuses('SignUp', 'an attribute that the client may not write', refusal.UNAUTHORIZED_ATTRIBUTE, { source: ATTRIBUTES, given: as({ family_name: 'King' }) }),
  refuses('SignUp', 'a phone number without plus sign', refusal.invalidParameter('Invalid phone number format.'), { source: ATTRIBUTES, given: as({ phone_number: '555' }) }),
  refuses('SignUp', 'another address as attribute than as username', refusal.invalidParameter('The attribute email is not the username'), { given: as({ email: 'other@example.com' }) }),
  refuses('SignUp', 'order: no address before a weak password', refusal.NO_EMAIL, { given: { Username: 'someone', Password: 'weak' } }),
  refuses('SignUp', 'order: an unknown attribute before a weak password', refusal.NOT_IN_SCHEMA,
    { given: async (scene) => ({ Username: scene.email(), Password: 'weak', UserAttributes: attributeList({ 'custom:none': 'x' }) }) }),
  refuses('SignUp', 'order: a weak password before a taken address', policy('Password not long enough'),
    { given: async (scene) => ({ Username: await scene.user(), Password: 'weak' }) }),
  refuses('SignUp', 'an address as username, where it is an alias',
    refusal.invalidParameter('Username cannot be of email format, since user pool is configured for email alias.'), { setting: 'usernames', source: ATTRIBUTES, given: as({}) }),
];

const code = (Username: string, scene: Scene) => ({ Username, ConfirmationCode: scene.code(Username, 'sign-up') });
const confirm = api('ConfirmSignUp');
const GUESS = '012345';

const CONFIRM: Behaviour[] = [
  answers('ConfirmSignUp', 'the code', 'success', {}, { source: confirm, given: async (scene) => code(await scene.signedUp(), scene) }),
  answers('ConfirmSignUp', 'and then AdminGetUser', 'CONFIRMED, the address verified', { status: 'CONFIRMED', email_verified: 'true' },
    {
      source: VERIFICATION,
      given: async (scene) => code(await scene.signedUp(), scene),
      see: async (scene, _output, { Username }) => {
        const { UserStatus, UserAttributes } = await scene.call('AdminGetUser', { Username });
        return { status: UserStatus, ...attributesOf(UserAttributes) };
      },
    }),
  refuses('ConfirmSignUp', 'a wrong code', refusal.MISMATCH, {
    source: confirm,
    given: async (scene) => {
      const Username = await scene.signedUp();
      return { Username, ConfirmationCode: otherThan(scene.code(Username, 'sign-up')) };
    },
  }),
  answers('ConfirmSignUp', 'the code after a wrong one', 'success', {}, {
    given: async (scene) => {
      const right = code(await scene.signedUp(), scene);
      await scene.attempt(1, 'ConfirmSignUp', { ...right, ConfirmationCode: otherThan(right.ConfirmationCode) });
      return right;
    },
  }),
  refuses('ConfirmSignUp', 'the code after a day', refusal.EXPIRED, {
    source: QUOTAS,
    given: async (scene) => {
      const Username = await scene.signedUp();
      scene.later(24 * HOUR);
      return code(Username, scene);
    },
  }),
  refuses('ConfirmSignUp', 'the code before the last', refusal.MISMATCH, {
    given: async (scene) => {
      const first = code(await scene.signedUp(), scene);
      await scene.call('ResendConfirmationCode', { Username: first.Username });
      if (scene.code(first.Username, 'sign-up') === first.ConfirmationCode) throw new CannotBeAsked('both codes are the same');
      return first;
    },
  }),
  refuses('ConfirmSignUp', 'the code once more', refusal.CONFIRMED_ALREADY, {
    source: seen('furaiev/amazon-cognito-identity-dart-2/issues/80'),
    given: async (scene) => {
      const right = code(await scene.signedUp(), scene);
      await scene.call('ConfirmSignUp', right);
      return right;
    },
  }),
  refuses('ConfirmSignUp', 'an unknown user, hidden', refusal.EXPIRED, { given: async (scene) => ({ Username: scene.email(), ConfirmationCode: GUESS }) }),
  refuses('ConfirmSignUp', 'an unknown user, not hidden', refusal.NO_COMBINATION,
    { client: 'legacy', source: confirm, given: async (scene) => ({ Username: scene.email(), ConfirmationCode: GUESS }) }),
  refuses('ConfirmSignUp', 'a disabled user', refusal.DISABLED, { given: async (scene) => code(await scene.disabled(await scene.signedUp()), scene) }),
  refuses('ConfirmSignUp', 'an invited user', refusal.notAuthorized('User cannot be confirmed. Current status is FORCE_CHANGE_PASSWORD'),
    { source: confirm, given: async (scene) => ({ Username: await scene.invited(), ConfirmationCode: GUESS }) }),
  refuses('ConfirmSignUp', 'after fifteen wrong codes in an hour', refusal.TOO_MANY_FAILURES, {
    given: async (scene) => {
      const right = code(await scene.signedUp(), scene);
      await scene.attempt(15, 'ConfirmSignUp', { ...right, ConfirmationCode: otherThan(right.ConfirmationCode) });
      return right;
    },
  }),
];

const unknown = async (scene: Scene) => ({ Username: scene.email() });

const RESEND: Behaviour[] = [
  answers('ResendConfirmationCode', 'an unconfirmed user', 'where the code went', { CodeDeliveryDetails: DELIVERED },
    { source: api('ResendConfirmationCode'), given: async (scene) => ({ Username: await scene.signedUp() }) }),
  refuses('ResendConfirmationCode', 'a confirmed user', refusal.NO_RESEND,
    { source: seen('amazon-archives/amazon-cognito-identity-js/issues/525'), given: async (scene) => ({ Username: await scene.user() }) }),
  answers('ResendConfirmationCode', 'an unknown user, hidden', 'a simulated delivery', { CodeDeliveryDetails: DELIVERED }, { source: HIDING, given: unknown }),
  refuses('ResendConfirmationCode', 'an unknown user, not hidden', refusal.NO_COMBINATION, { client: 'legacy', source: api('ResendConfirmationCode'), given: unknown }),
  answers('ResendConfirmationCode', 'a disabled user, hidden', 'a simulated delivery', { CodeDeliveryDetails: DELIVERED },
    { source: HIDING, given: async (scene) => ({ Username: await scene.disabled(await scene.signedUp()) }) }),
  refuses('ResendConfirmationCode', 'a disabled user, not hidden', refusal.DISABLED,
    { client: 'legacy', given: async (scene) => ({ Username: await scene.disabled(await scene.signedUp()) }) }),
  refuses('ResendConfirmationCode', 'the sixth time in an hour', refusal.LIMIT, {
    given: async (scene) => {
      const Username = await scene.signedUp();
      await scene.attempt(5, 'ResendConfirmationCode', { Username });
      return { Username };
    },
  }),
];

export const signUpBehaviours: readonly Behaviour[] = [...SIGN_UP, ...CONFIRM, ...RESEND];
