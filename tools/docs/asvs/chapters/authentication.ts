import { PASSWORD_POLICY } from '../aws-pages';
import { aws, Chapter, deviates, emulator, holds, notApplicable, row, section, tests } from '../finding';

const DOCUMENTATION = [
  row('6.1.1', 'document the defence against guessing, and against malicious lockout', deviates(
    'The defences and how to configure them are documented, but malicious lockout is not prevented: wrong passwords lock an account for up to 15 minutes. Users who are signed in stay signed in.',
    'Call `addWebAcl()`, which limits each address.',
    section('docs/security-model.md', 'Guessing passwords and codes'))),
  row('6.1.2', 'document words that passwords must not contain', deviates('The package does not know the words of your organisation.', 'Document them. No trigger of Cognito sees a password, so only a password check of your own pages can refuse them.')),
  row('6.1.3', 'document all ways to sign in, with their controls', holds(
    'The security model lists them, those at Cognito itself included.',
    section('docs/security-model.md', 'Ways to sign in'),
    tests('docs/security-model', 'every route that anyone may call is among the ways to sign in, and so is every public operation of Cognito'))),
];

const PASSWORDS = [
  row('6.2.1', 'at least 8 characters, better 15', holds('12 by default.', tests('user-pool/user-pool', 'a password has 12 characters of four classes'))),
  row('6.2.2', 'users can change their password', holds(
    '`POST /password/change`, with `accountRoutes: true`. Without it users can reset a forgotten one.',
    tests('handlers/password', 'hands both passwords on as they are, with the access token'), tests('flows/passwords', 'a change needs the current password, and the new one must be strong'))),
  row('6.2.3', 'a change wants the current password', holds(
    'Both are required members of the body, and Cognito checks the current one.',
    tests('handlers/bad-inputs', '%s: a body without one of its members calls nothing'), tests('flows/passwords', 'a change needs the current password, and the new one must be strong'))),
  row('6.2.4', 'refuse the 3000 most common passwords', deviates('Passwords are not compared with a list.', 'Set `featurePlan: FeaturePlan.PLUS` and `standardThreatProtectionMode`: Cognito then checks for compromised passwords. No trigger sees a password.')),
  row('6.2.5', 'no rules of composition', deviates(
    'Four classes of characters are wanted by default, as audits of AWS accounts ask for.',
    'Set `passwordPolicy` with `requireLowercase`, `requireUppercase`, `requireDigits` and `requireSymbols` set to false.',
    tests('user-pool/user-pool', 'a password has 12 characters of four classes'))),
  row(['6.2.6', '6.2.7'], 'masked fields; paste and password managers work', notApplicable('The package serves no page.')),
  row('6.2.8', 'verify passwords exactly as received', holds(
    'No trimming, folding or cutting; two Unicode forms are two passwords. Cognito refuses spaces at the ends.',
    tests('handlers/bad-inputs', 'the password %j goes on as it is'), tests('fuzz/bad-requests', 'two Unicode forms of one password are two passwords'))),
  row('6.2.9', 'allow at least 64 characters', holds('Up to 256.', tests('handlers/bad-inputs', 'the password %j goes on as it is'), tests('fuzz/bad-requests', '64 characters'))),
  row('6.2.10', 'no forced rotation', aws(
    'The password policy of Cognito has no expiry for passwords that users chose.', PASSWORD_POLICY,
    tests('user-pool/user-pool', 'a password has 12 characters of four classes'))),
  row('6.2.11', 'refuse the documented words', deviates('Nothing refuses them.', 'See 6.1.2.')),
  row('6.2.12', 'refuse breached passwords', deviates('Passwords are not compared with a list.', 'Set `featurePlan: FeaturePlan.PLUS` and `standardThreatProtectionMode`.')),
];

const GENERAL = [
  row('6.3.1', 'the documented defence against guessing is in place', deviates(
    'Lockout, throttles and alarm guard the login. Beside it, `POST /signup` of a taken address tries the password without counting as a failed login, and codes can be guessed at Cognito directly, past the throttles.',
    'Set `signUpMode: SignUpMode.EMAIL_CODE`, whose sign-up tries no password, and put a web ACL on the user pool.',
    tests('soak/concurrency', 'twenty guesses at once do not pass the lockout, even where the right one is among them'))),
  row('6.3.2', 'no default accounts', holds('The template has no user.', tests('construct/template-security', 'the pool comes without users'))),
  row('6.3.3', 'multi-factor authentication', deviates('One factor by default, as the clients of the tutorial know one.', 'Set `mfa: Mfa.REQUIRED`.', tests('flows/mfa-required', 'the first login sets up an authenticator app, and each later one asks for it'))),
  row('6.3.4', 'no undocumented way in, and equal strength on all', deviates(
    'Sign-up, codes, reset and refresh can also be called at Cognito with the client id alone, without the throttles, checks and log of the API. Signing in by password cannot.',
    'Put a web ACL on the user pool.',
    tests('construct/template-security', 'the client has no secret, no OAuth, one password flow, and hides who exists'))),
];

const LIFECYCLE = [
  row('6.4.1', 'initial secrets are random, expire, and are replaced', deviates(
    'An invitation must be replaced at the first login and expires (AUTO_CONFIRM: 1 day, others: 7). One gap: a temporary password that an administrator gives, within a day, to an account of an AUTO_CONFIRM sign-up becomes permanent at its next login. How Cognito generates passwords is not documented.',
    'Reset the password of such an account instead of setting one, or set `signUpMode: SignUpMode.EMAIL_CODE`.',
    tests('flows/broken-signup', 'an invited user is finished by neither, not even with the temporary password', 'an account that signed up long ago keeps no temporary password that an administrator gave it'))),
  row('6.4.2', 'no hints and secret questions', notApplicable('There are none.')),
  row('6.4.3', 'a reset does not bypass the second factor', emulator('The login after a reset asks for it.', tests('flows/mfa-optional', 'survives a forgotten password'))),
  row('6.4.4', 'a lost factor is replaced by proof as strong as at enrolment', deviates(
    'There is no route for it. An administrator removes the factor (`AdminSetUserMFAPreference`).',
    'Write down how you identify a user who has lost a factor.')),
];

const FACTORS = [
  row('6.5.1', 'codes work once', emulator(
    'Codes of sign-up, reset, address and authenticator app.',
    tests('flows/passwords', 'a code resets once, for its own address, within the hour'), tests('flows/profile', 'has a code that works once, within a day, for its own account'),
    tests('flows/whole-life', 'nobody logs in before the code was given, once and rightly'), tests('flows/mfa-optional', 'is asked for at the next login, with a code that works once'))),
  row('6.5.2', 'store recovery codes hashed', notApplicable('There are no recovery codes.')),
  row('6.5.3', 'codes and seeds come from a secure generator', deviates('Cannot be shown: Cognito generates them, and AWS does not document how.', 'Nothing. The audit reports of AWS are in AWS Artifact.')),
  row('6.5.4', 'codes have at least 20 bits, such as 6 digits', emulator('6 digits.', tests('local/cognito/sign-up', 'a user signs up, confirms with the code that was sent, and logs in'))),
  row('6.5.5', 'codes live 10 minutes at most, TOTP codes 30 seconds', deviates(
    'Cognito fixes the lifetimes: an hour for a reset, a day for an address; codes for a login live as long as the session, 3 minutes.',
    'Nothing.', tests('flows/whole-life', 'a code is good for a day'))),
  row('6.6.1', 'SMS only to validated numbers, with alternatives and warnings', deviates(
    'SMS is off by default. Where `mfaSecondFactor.sms` is on, a number is used without having been validated.',
    'Use authenticator apps.', tests('user-pool/user-pool', 'mfa alone means an authenticator app'))),
  row('6.6.2', 'codes are bound to the request they were made for', emulator(
    'A session or code of another user, or of another challenge, is refused.',
    tests('flows/mfa-optional', 'belongs to its user', 'belongs to its challenge'), tests('flows/mfa-required', 'a setup belongs to its user'))),
  row('6.6.3', 'guessing codes is limited', emulator(
    'Cognito limits the guesses for each user. The throttles of the API limit requests, but can be bypassed at Cognito: see 6.3.4.',
    tests('flows/passwords', 'guessing codes comes to an end'), tests('flows/mfa-optional', 'guessing codes locks the account, password and all'))),
  row('6.8.1', 'identities of several providers cannot be confused', notApplicable('There is no federation: the only provider of the client is the user pool.')),
  row('6.8.2', 'always check the signatures of assertions', holds(
    'Unsigned and tampered tokens, and tokens of other keys, are refused by the authorizer of `allowedGroups` and `revocationCheck`. For the authorizer of API Gateway see 9.1.1.',
    tests('handlers/authorizer', 'a token without a signature', 'a token of an unknown key', 'a token of another key under the name of the pool\'s'))),
  row('6.8.3', 'SAML assertions are used once', notApplicable('There is no SAML.')),
  row('6.8.4', 'check strength and age of a sign-in at another provider', notApplicable('There is no other provider. For recent sign-in see 7.5.1.')),
];

export const AUTHENTICATION: Chapter = {
  number: 6, title: 'Authentication', rows: [...DOCUMENTATION, ...PASSWORDS, ...GENERAL, ...LIFECYCLE, ...FACTORS],
};
