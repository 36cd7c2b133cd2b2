import { AdminGetUserCommand, AdminSetUserPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { ENV, SIGNUP_MARKER_ATTRIBUTE } from '../../../routes/contract';
import type { CallRequest, Cognito } from '../cognito/client';
import { userPoolId } from '../cognito/user-pool-id';

export const MARKER = `custom:${SIGNUP_MARKER_ATTRIBUTE}`;

/** Whether the pool has the marker attribute. Existing pools may not have it. */
export const hasMarker = process.env[ENV.SIGNUP_MARKER] === 'true';

interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** The second step of a signup. Repeating it is safe. */
export async function setPassword(cognito: Cognito, { username, password }: Credentials, request: CallRequest): Promise<void> {
  await cognito.call('AdminSetUserPassword', new AdminSetUserPasswordCommand({
    UserPoolId: userPoolId,
    Username: username,
    Password: password,
    Permanent: true,
  }), request);
}

/** A signup can be completed until its temporary password expires. */
const MAX_SIGNUP_AGE_MS = 24 * 60 * 60 * 1000;

/**
 * Completes a signup that stopped after its first step. Call it only after the caller has proved the password.
 *
 * Two kinds of users are never completed here, because an administrator chose their password: invited users, who have no
 * marker, and users whose account is older than a day. The marker is permanent, so an old account in this state has got a
 * new temporary password from an administrator.
 *
 * @returns whether the account is complete now
 */
export async function completeSignup(cognito: Cognito, credentials: Credentials, request: CallRequest): Promise<boolean> {
  if (!hasMarker) {
    return false;
  }
  const { UserStatus, UserAttributes, Username, UserCreateDate } = await cognito.call('AdminGetUser', new AdminGetUserCommand({
    UserPoolId: userPoolId,
    Username: credentials.username,
  }), request);
  if (!UserAttributes?.some(({ Name, Value }) => Name === MARKER && Value === '1')) {
    return false;
  }
  // A concurrent request for the same signup has completed it in the meantime.
  if (UserStatus === 'CONFIRMED') {
    return true;
  }
  if (UserStatus !== 'FORCE_CHANGE_PASSWORD' || Date.now() - (UserCreateDate?.getTime() ?? 0) > MAX_SIGNUP_AGE_MS) {
    return false;
  }
  await setPassword(cognito, { username: Username ?? credentials.username, password: credentials.password }, request);
  return true;
}
