import { startAttempt } from '../codes/attempt-limits';
import { sendCode, simulatedDelivery, type CodeDelivery } from '../codes/delivery';
import { checkCode, issueCode, spendCode } from '../codes/verification-codes';
import { expiredCode, invalidParameter, notAuthorized, unknownCombination, userDisabled } from '../errors';
import { adminUserOperation, namedUserOperation } from './operation';
import { acceptPassword, setPassword } from '../passwords/set-password';
import type { AppClient, UserPool } from '../pool/user-pool';
import * as member from '../request/members';
import { bool, required } from '../request/shapes';
import { postConfirmation, preSignUp } from '../triggers/sign-up-triggers';
import { claimAlias } from '../users/aliases';
import { checkUsernameFree, contactOfUsername, withContact } from '../users/new-user';
import { createUser, type User } from '../users/user';
import {
  attributeRecord, checkAttributes, checkClientMayWrite, checkRequiredAttributes, writeAttributes,
} from '../users/write-attributes';

type ClientMetadata = Readonly<Record<string, string>> | undefined;

export const signUp = namedUserOperation({
  Password: required(member.password),
  UserAttributes: member.attributes,
  ValidationData: member.attributes,
}, async (pool, client, input) => {
  const { schema, adminCreateUserOnly } = pool.settings;
  if (adminCreateUserOnly) throw notAuthorized('SignUp is not permitted for this user pool');
  const contact = contactOfUsername(pool, input.Username);
  const given = input.UserAttributes ?? [];
  checkClientMayWrite(schema, client, given.map(({ Name }) => Name));
  const attributes = withContact(pool, contact, input.Username, given);
  checkAttributes(schema, attributes, { creating: true });
  const record = attributeRecord(schema, attributes);
  checkRequiredAttributes(schema, record);
  const password = await acceptPassword(pool, undefined, input.Password, {
    temporary: false, preamble: 'Password did not conform with policy',
  });
  checkUsernameFree(pool, input.Username, contact, 'User already exists');
  const user = createUser(contact ? undefined : input.Username, 'UNCONFIRMED', pool.clock.now());
  const decision = await preSignUp(pool, {
    source: 'PreSignUp_SignUp',
    user,
    client,
    attributes: record,
    validationData: input.ValidationData,
    clientMetadata: input.ClientMetadata,
  });
  // The trigger took time in which another call may have taken the name; from here to `add` nothing waits.
  checkUsernameFree(pool, input.Username, contact, 'User already exists');
  pool.users.add(user);
  setPassword(pool, user, password);
  writeAttributes(pool, user, {
    ...record,
    ...decision.autoVerifyEmail && record.email ? { email_verified: 'true' } : {},
    ...decision.autoVerifyPhone && record.phone_number ? { phone_number_verified: 'true' } : {},
  });
  if (decision.autoConfirmUser) {
    user.status = 'CONFIRMED';
    await postConfirmation(pool, 'ConfirmSignUp', user, client, input.ClientMetadata);
    return { UserConfirmed: true, UserSub: user.sub };
  }
  const delivery = await sendConfirmationCode(pool, user, 'sign-up', client, input.ClientMetadata);
  return { UserConfirmed: false, UserSub: user.sub, ...delivery ? { CodeDeliveryDetails: delivery } : {} };
});

/** Sends to the contact that the pool verifies by itself; the phone where it verifies both. */
async function sendConfirmationCode(
  pool: UserPool, user: User, kind: 'sign-up' | 'resend', client: AppClient, clientMetadata: ClientMetadata,
): Promise<CodeDelivery | undefined> {
  const contact = (['phone_number', 'email'] as const)
    .find((name) => pool.settings.autoVerifiedAttributes.includes(name) && user.attributes[name] !== undefined);
  if (!contact) return undefined;
  const occasion = kind === 'sign-up' ? 'SignUp' : 'ResendCode';
  return sendCode(pool, { user, contact, code: issueCode(pool, user, 'sign-up', contact), kind, occasion, client, clientMetadata });
}

export const confirmSignUp = namedUserOperation({
  ConfirmationCode: member.code,
  ForceAliasCreation: bool,
  Session: member.session,
}, async (pool, client, input) => {
  const user = pool.users.find(input.Username);
  if (!user) throw client.settings.preventUserExistenceErrors ? expiredCode() : unknownCombination();
  if (!user.enabled) throw userDisabled();
  refuseConfirmed(user);
  const pending = checkCode(pool, user, 'sign-up', input.ConfirmationCode, 'ConfirmSignUp');
  claimAlias(pool, user, pending.contact, input.ForceAliasCreation ?? false);
  spendCode(user, 'sign-up', pending);
  if (user.attributes[pending.contact] === pending.to) writeAttributes(pool, user, { [`${pending.contact}_verified`]: 'true' });
  user.status = 'CONFIRMED';
  await postConfirmation(pool, 'ConfirmSignUp', user, client, input.ClientMetadata);
  return {};
});

function refuseConfirmed(user: User): void {
  if (user.status !== 'UNCONFIRMED') throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
}

export const adminConfirmSignUp = adminUserOperation({ ClientMetadata: member.clientMetadata }, async (pool, user, input) => {
  refuseConfirmed(user);
  delete user.codes['sign-up'];
  user.status = 'CONFIRMED';
  pool.touch(user);
  await postConfirmation(pool, 'ConfirmSignUp', user, undefined, input.ClientMetadata);
  return {};
});

export const resendConfirmationCode = namedUserOperation({}, async (pool, client, input) => {
  const user = pool.users.find(input.Username);
  if (client.settings.preventUserExistenceErrors && !user?.enabled) {
    return { CodeDeliveryDetails: simulatedDelivery(pool, input.Username) };
  }
  if (!user) throw unknownCombination();
  if (!user.enabled) throw userDisabled();
  if (user.status !== 'UNCONFIRMED') throw invalidParameter('User is already confirmed.');
  startAttempt(pool, user, 'ResendConfirmationCode');
  const delivery = await sendConfirmationCode(pool, user, 'resend', client, input.ClientMetadata);
  if (!delivery) throw invalidParameter('Cannot resend codes. Auto verification not turned on.');
  return { CodeDeliveryDetails: delivery };
});
