import { AdminCreateUserCommand, AdminSetUserPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { answer, client } from './cognito';

export async function handler(event: APIGatewayProxyEvent) {
  const { email, password } = JSON.parse(event.body!);
  const UserPoolId = process.env.USER_POOL_ID;
  await client.send(new AdminCreateUserCommand({
    UserPoolId,
    Username: email,
    UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }],
    MessageAction: 'SUPPRESS',
  }));
  await client.send(new AdminSetUserPasswordCommand({ UserPoolId, Username: email, Password: password, Permanent: true }));
  return answer(200, { message: 'User registration successful' });
}
