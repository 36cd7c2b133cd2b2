import {
  AdminCreateUserCommand, AdminInitiateAuthCommand, AdminSetUserPasswordCommand, type AdminInitiateAuthCommandOutput,
  type AuthenticationResultType,
} from '@aws-sdk/client-cognito-identity-provider';
import { PASSWORD, type Stack } from './harness';

let count = 0;

/** An address that no other test uses. */
export const newEmail = () => `user${++count}@example.com`;

/** An invited user who still has the temporary password `PASSWORD`. */
export async function invite(stack: Stack, email = newEmail(), attributes: Record<string, string> = {}): Promise<string> {
  await stack.sdk.send(new AdminCreateUserCommand({
    UserPoolId: stack.UserPoolId,
    Username: email,
    TemporaryPassword: PASSWORD,
    MessageAction: 'SUPPRESS',
    UserAttributes: Object.entries({ email, email_verified: 'true', ...attributes }).map(([Name, Value]) => ({ Name, Value })),
  }));
  return email;
}

/** A confirmed user with the password `PASSWORD`. */
export async function confirmedUser(stack: Stack, email?: string, attributes?: Record<string, string>): Promise<string> {
  const address = await invite(stack, email, attributes);
  await stack.sdk.send(new AdminSetUserPasswordCommand({
    UserPoolId: stack.UserPoolId, Username: address, Password: PASSWORD, Permanent: true,
  }));
  return address;
}

export function logIn(stack: Stack, email: string, password = PASSWORD, clientId = stack.ClientId): Promise<AdminInitiateAuthCommandOutput> {
  return stack.sdk.send(new AdminInitiateAuthCommand({
    UserPoolId: stack.UserPoolId,
    ClientId: clientId,
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: email, PASSWORD: password },
  }));
}

/** The tokens of a log-in that meets no challenge. */
export async function tokensOf(stack: Stack, email: string, password?: string, clientId?: string): Promise<Required<AuthenticationResultType>> {
  const { AuthenticationResult } = await logIn(stack, email, password, clientId);
  return AuthenticationResult as Required<AuthenticationResultType>;
}
