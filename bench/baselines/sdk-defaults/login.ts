import { AdminInitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { answer, client } from './cognito';

export async function handler(event: APIGatewayProxyEvent) {
  const { email, password } = JSON.parse(event.body!);
  const { AuthenticationResult } = await client.send(new AdminInitiateAuthCommand({
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    UserPoolId: process.env.USER_POOL_ID,
    ClientId: process.env.USER_POOL_CLIENT_ID,
    AuthParameters: { USERNAME: email, PASSWORD: password },
  }));
  return answer(200, { message: 'Success', token: AuthenticationResult!.IdToken });
}
