import { AdminGetUserCommand, AdminSetUserPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { CallRequest, Cognito } from './cognito';
import { userPoolId } from './user-pool';
import { ENV, SIGNUP_MARKER_ATTRIBUTE } from '../../routes/contract';

export const MARKER = `custom:${SIGNUP_MARKER_ATTRIBUTE}`;

/** Whether the pool has the marker attribute; a pool of the user's own may not. */
export const hasMarker = process.env[ENV.SIGNUP_MARKER] === 'true';

interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** The second half of a signup. Repeating it changes nothing. */
export async function setPassword(cognito: Cognito, { username, password }: Credentials, request: CallRequest): Promise<void> {
  await cognito.call('AdminSetUserPassword', new AdminSetUserPasswordCommand({
    UserPoolId: userPoolId,
    Username: username,
    Password: password,
    Permanent: true,
  }), request);
}

/** As long as the temporary password of a signup lives, which is how long it can be finished. */
const LONGEST_SIGNUP_MS = 24 * 60 * 60 * 1000;

/**
 * Finishes a signup of which only the first half happened, for whoever has just proved its password. A user whom an
 * administrator invited has no marker: that one is never finished here, as its password is not its owner's choice. Nor
 * is that of an old account: the marker stays for good, so there it tells of an administrator's new temporary password.
 *
 * @returns whether the account is complete now
 */
export async function finishSignup(cognito: Cognito, credentials: Credentials, request: CallRequest): Promise<boolean> {
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
  // The same signup, sent twice at once, was finished by its twin since the password was proved.
  if (UserStatus === 'CONFIRMED') {
    return true;
  }
  if (UserStatus !== 'FORCE_CHANGE_PASSWORD' || Date.now() - (UserCreateDate?.getTime() ?? 0) > LONGEST_SIGNUP_MS) {
    return false;
  }
  await setPassword(cognito, { username: Username ?? credentials.username, password: credentials.password }, request);
  return true;
}
