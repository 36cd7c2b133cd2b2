import type { APIGatewayProxyEvent } from 'aws-lambda';
import { answer, call } from './cognito';

export { ready } from './cognito';

export async function handler(event: APIGatewayProxyEvent) {
  const { email, password } = JSON.parse(event.body!);
  const { AuthenticationResult } = await call('AdminInitiateAuth', {
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    UserPoolId: process.env.USER_POOL_ID,
    ClientId: process.env.USER_POOL_CLIENT_ID,
    AuthParameters: { USERNAME: email, PASSWORD: password },
  });
  return answer(200, { message: 'Success', token: AuthenticationResult.IdToken });
}
