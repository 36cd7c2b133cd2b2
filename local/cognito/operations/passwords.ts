import { startAttempt } from '../codes/attempt-limits';
import { sendCode, simulatedDelivery, type CodeDelivery } from '../codes/delivery';
import { checkCode, issueCode, spendCode } from '../codes/verification-codes';
import {
  codeMismatch, incorrectCredentials, invalidParameter, notAuthorized, unknownCombination, userDisabled, userNotConfirmed,
} from '../errors';
import { adminUserOperation, namedUserOperation, userOperation } from './operation';
import { passwordMatches } from '../passwords/hash';
import { acceptPassword, setPassword } from '../passwords/set-password';
import type { AppClient, UserPool } from '../pool/user-pool';
import * as member from '../request/members';
import { required } from '../request/shapes';
import type { Contact } from '../settings/pool-settings';
import { postConfirmation } from '../triggers/sign-up-triggers';
import { migrateUser } from '../triggers/user-migration';
import type { User } from '../users/user';

const PREAMBLE = 'Password does not conform to policy';

export const forgotPassword = namedUserOperation({}, async (pool, client, input) => {
  const call = { client, username: input.Username, clientMetadata: input.ClientMetadata };
  const user = pool.users.find(input.Username) ?? await migrateUser(pool, 'ForgotPassword', call);
  if (client.settings.preventUserExistenceErrors && (!user?.enabled || !recoveryContact(pool, user))) {
    return { CodeDeliveryDetails: simulatedDelivery(pool, input.Username) };
  }
  if (!user) throw unknownCombination();
  if (!user.enabled) throw userDisabled();
  const contact = requireRecovery(pool, user);
  startAttempt(pool, user, 'ForgotPassword');
  return { CodeDeliveryDetails: await sendResetCode(pool, user, contact, input.ClientMetadata, client) };
});

/** The verified contact that a user may recover the password with. */
function recoveryContact(pool: UserPool, user: User): Contact | undefined {
  const { contacts, excludesMfa } = pool.settings.recovery;
  return contacts.find((contact) => {
    const factor = contact === 'email' ? 'EMAIL_OTP' : 'SMS_MFA';
    return user.attributes[`${contact}_verified`] === 'true' && !(excludesMfa && user.mfa.enabled.includes(factor));
  });
}

function requireRecovery(pool: UserPool, user: User): Contact {
  if (pool.settings.recovery.contacts.length === 0) throw notAuthorized('Contact administrator to reset password.');
  if (user.status === 'FORCE_CHANGE_PASSWORD') throw notAuthorized('User password cannot be reset in the current state.');
  const contact = recoveryContact(pool, user);
  if (!contact) {
    throw invalidParameter('Cannot reset password for the user as there is no registered/verified email or phone_number');
  }
  return contact;
}

async function sendResetCode(
  pool: UserPool, user: User, contact: Contact, clientMetadata?: Readonly<Record<string, string>>, client?: AppClient,
): Promise<CodeDelivery> {
  const code = issueCode(pool, user, 'password', contact);
  return sendCode(pool, { user, contact, code, kind: 'forgot-password', occasion: 'ForgotPassword', client, clientMetadata });
}

export const confirmForgotPassword = namedUserOperation({
  ConfirmationCode: member.code,
  Password: required(member.password),
}, async (pool, client, input) => {
  const user = pool.users.find(input.Username);
  if (client.settings.preventUserExistenceErrors && !user?.enabled) throw codeMismatch();
  if (!user) throw unknownCombination();
  if (!user.enabled) throw userDisabled();
  const pending = checkCode(pool, user, 'password', input.ConfirmationCode, 'ConfirmForgotPassword');
  if (user.status === 'UNCONFIRMED') throw userNotConfirmed();
  const password = await acceptPassword(pool, user, input.Password, { temporary: false, preamble: PREAMBLE });
  spendCode(user, 'password', pending);
  setPassword(pool, user, password);
  user.status = 'CONFIRMED';
  await postConfirmation(pool, 'ConfirmForgotPassword', user, client, input.ClientMetadata);
  return {};
});

export const adminResetUserPassword = adminUserOperation({ ClientMetadata: member.clientMetadata }, async (pool, user, input) => {
  if (!user.enabled) throw userDisabled();
  const contact = requireRecovery(pool, user);
  user.status = 'RESET_REQUIRED';
  pool.touch(user);
  await sendResetCode(pool, user, contact, input.ClientMetadata);
  return {};
});

export const changePassword = userOperation({
  PreviousPassword: required(member.password),
  ProposedPassword: required(member.password),
}, async ({ pool, user }, input) => {
  const forgive = startAttempt(pool, user, 'ChangePassword');
  if (!user.password || !await passwordMatches(input.PreviousPassword, user.password.hash)) throw incorrectCredentials();
  forgive();
  setPassword(pool, user, await acceptPassword(pool, user, input.ProposedPassword, { temporary: false, preamble: PREAMBLE }));
  return {};
});
