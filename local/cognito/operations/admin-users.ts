import { sendInvitation } from '../codes/invitation';
import { CognitoError } from '../errors';
import { adminOperation, adminUserOperation } from './operation';
import { mfaSettings } from '../mfa/factors';
import { generatePassword } from '../passwords/policy';
import { acceptPassword, setPassword } from '../passwords/set-password';
import type { UserPool } from '../pool/user-pool';
import * as member from '../request/members';
import { bool, list, oneOf, required, type Input } from '../request/shapes';
import { preSignUp } from '../triggers/sign-up-triggers';
import { claimAlias } from '../users/aliases';
import { describeUser } from '../users/describe-user';
import { checkUsernameFree, contactOfUsername, withContact } from '../users/new-user';
import { createUser } from '../users/user';
import { attributeRecord, checkAliasesFree, checkAttributes, writeAttributes } from '../users/write-attributes';

const createFields = {
  Username: member.username,
  UserAttributes: member.attributes,
  ValidationData: member.attributes,
  TemporaryPassword: member.password,
  ForceAliasCreation: bool,
  MessageAction: oneOf('RESEND', 'SUPPRESS'),
  DesiredDeliveryMediums: list(oneOf('SMS', 'EMAIL')),
  ClientMetadata: member.clientMetadata,
};

type CreateInput = Input<typeof createFields>;

const policyPreamble = 'Password did not conform with password policy';

export const adminCreateUser = adminOperation(createFields, async (pool, input) =>
  input.MessageAction === 'RESEND' ? resendInvitation(pool, input) : createInvitedUser(pool, input));

async function createInvitedUser(pool: UserPool, input: CreateInput): Promise<object> {
  const contact = contactOfUsername(pool, input.Username);
  const { schema } = pool.settings;
  const attributes = withContact(pool, contact, input.Username, input.UserAttributes);
  checkAttributes(schema, attributes, { creating: true });
  const record = attributeRecord(schema, attributes);
  const temporary = input.TemporaryPassword || generatePassword(pool.settings.passwordPolicy);
  const password = await acceptPassword(pool, undefined, temporary, { temporary: true, preamble: policyPreamble });
  checkUsernameFree(pool, input.Username, contact, 'User account already exists');
  const user = createUser(contact ? undefined : input.Username, 'FORCE_CHANGE_PASSWORD', pool.clock.now());
  await preSignUp(pool, {
    source: 'PreSignUp_AdminCreateUser', user, attributes: record, validationData: input.ValidationData, clientMetadata: input.ClientMetadata,
  });
  // The trigger took time in which another call may have taken the name; from here to `add` nothing waits.
  checkUsernameFree(pool, input.Username, contact, 'User account already exists');
  for (const contactName of ['email', 'phone_number'] as const) {
    if (record[`${contactName}_verified`] === 'true') {
      claimAlias(pool, user, contactName, input.ForceAliasCreation ?? false, record[contactName]);
    }
  }
  checkAliasesFree(pool, user, record);
  pool.users.add(user);
  writeAttributes(pool, user, record);
  setPassword(pool, user, password);
  if (input.MessageAction !== 'SUPPRESS') await sendInvitation(pool, user, temporary, input);
  return { User: describeUser(user) };
}

async function resendInvitation(pool: UserPool, input: CreateInput): Promise<object> {
  const user = pool.user(input.Username);
  if (user.status !== 'FORCE_CHANGE_PASSWORD') {
    throw new CognitoError('UnsupportedUserStateException', 'Resend not possible. Current status of the user is not FORCE_CHANGE_PASSWORD.');
  }
  const temporary = input.TemporaryPassword || generatePassword(pool.settings.passwordPolicy);
  setPassword(pool, user, await acceptPassword(pool, user, temporary, { temporary: true, preamble: policyPreamble }));
  await sendInvitation(pool, user, temporary, input);
  return { User: describeUser(user) };
}

export const adminSetUserPassword = adminUserOperation(
  { Password: required(member.password), Permanent: bool },
  async (pool, user, input) => {
    const temporary = !input.Permanent;
    const preamble = 'Password does not conform to policy';
    setPassword(pool, user, await acceptPassword(pool, user, input.Password, { temporary, preamble }));
    user.status = temporary ? 'FORCE_CHANGE_PASSWORD' : 'CONFIRMED';
    return {};
  },
);

export const adminGetUser = adminUserOperation({}, async (_pool, user) => {
  const { Attributes, ...rest } = describeUser(user);
  return { ...rest, UserAttributes: Attributes, ...mfaSettings(user) };
});

export const adminDisableUser = adminUserOperation({}, async (pool, user) => {
  user.enabled = false;
  pool.grants.revokeAllOf(user);
  pool.touch(user);
  return {};
});

export const adminEnableUser = adminUserOperation({}, async (pool, user) => {
  user.enabled = true;
  pool.touch(user);
  return {};
});

export const adminDeleteUser = adminUserOperation({}, async (pool, user) => {
  pool.grants.revokeAllOf(user);
  pool.users.delete(user);
  return {};
});

export const adminUserGlobalSignOut = adminUserOperation({}, async (pool, user) => {
  pool.grants.revokeAllOf(user);
  return {};
});
