import { startAttempt } from '../codes/attempt-limits';
import { sendCode } from '../codes/delivery';
import { checkCode, issueCode, spendCode } from '../codes/verification-codes';
import { expiredCode, invalidParameter } from '../errors';
import { adminUserOperation, userOperation } from './operation';
import { mfaSettings } from '../mfa/factors';
import * as member from '../request/members';
import { list, required } from '../request/shapes';
import type { Contact } from '../settings/pool-settings';
import { claimAlias } from '../users/aliases';
import { attributeList } from '../users/attribute-list';
import { deleteAttributes, updateAttributes } from '../users/update-attributes';
import { checkClientMayWrite, writeAttributes } from '../users/write-attributes';

export const getUser = userOperation({}, async ({ client, user }) => ({
  Username: user.username,
  UserAttributes: attributeList(user, (name) => client.settings.readable.has(name)),
  ...mfaSettings(user),
}));

export const updateUserAttributes = userOperation({
  UserAttributes: required(member.attributes),
  ClientMetadata: member.clientMetadata,
}, async ({ pool, client, user }, input) => {
  checkClientMayWrite(pool.settings.schema, client, input.UserAttributes.map(({ Name }) => Name));
  return { CodeDeliveryDetailsList: await updateAttributes(pool, user, input.UserAttributes, { client, clientMetadata: input.ClientMetadata }) };
});

export const adminUpdateUserAttributes = adminUserOperation({
  UserAttributes: required(member.attributes),
  ClientMetadata: member.clientMetadata,
}, async (pool, user, input) => {
  await updateAttributes(pool, user, input.UserAttributes, { clientMetadata: input.ClientMetadata });
  return {};
});

const attributeNames = { UserAttributeNames: required(list(member.attributeName)) };

export const deleteUserAttributes = userOperation(attributeNames, async ({ pool, client, user }, input) => {
  checkClientMayWrite(pool.settings.schema, client, input.UserAttributeNames);
  deleteAttributes(pool, user, input.UserAttributeNames);
  return {};
});

export const adminDeleteUserAttributes = adminUserOperation(attributeNames, async (pool, user, input) => {
  deleteAttributes(pool, user, input.UserAttributeNames);
  return {};
});

export const deleteUser = userOperation({}, async ({ pool, user }) => {
  pool.grants.revokeAllOf(user);
  pool.users.delete(user);
  return {};
});

function contactNamed(name: string): Contact {
  if (name !== 'email' && name !== 'phone_number') throw invalidParameter(`Attribute ${name} cannot be verified`);
  return name;
}

export const getUserAttributeVerificationCode = userOperation({
  AttributeName: required(member.attributeName),
  ClientMetadata: member.clientMetadata,
}, async ({ pool, client, user }, input) => {
  const contact = contactNamed(input.AttributeName);
  const to = user.pendingAttributes[contact] ?? user.attributes[contact];
  if (to === undefined) throw invalidParameter(`User does not have a value for ${contact}`);
  startAttempt(pool, user, 'GetUserAttributeVerificationCode');
  const code = issueCode(pool, user, contact, contact, to);
  const delivery = await sendCode(pool, {
    user, contact, to, code, kind: 'verify-attribute', occasion: 'VerifyUserAttribute', client, clientMetadata: input.ClientMetadata,
  });
  return { CodeDeliveryDetails: delivery };
});

export const verifyUserAttribute = userOperation({
  AttributeName: required(member.attributeName),
  Code: member.code,
}, async ({ pool, user }, input) => {
  const contact = contactNamed(input.AttributeName);
  const pending = checkCode(pool, user, contact, input.Code, 'VerifyUserAttribute');
  if (pending.to !== (user.pendingAttributes[contact] ?? user.attributes[contact])) throw expiredCode();
  claimAlias(pool, user, contact, false, pending.to);
  spendCode(user, contact, pending);
  writeAttributes(pool, user, { [contact]: pending.to, [`${contact}_verified`]: 'true' });
  return {};
});
