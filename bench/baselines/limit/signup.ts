import type { APIGatewayProxyEvent } from 'aws-lambda';
import { answer, call } from './cognito';

export { ready } from './cognito';

export async function handler(event: APIGatewayProxyEvent) {
  const { email, password } = JSON.parse(event.body!);
  const UserPoolId = process.env.USER_POOL_ID;
  await call('AdminCreateUser', {
    UserPoolId,
    Username: email,
    UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }],
    MessageAction: 'SUPPRESS',
  });
  await call('AdminSetUserPassword', { UserPoolId, Username: email, Password: password, Permanent: true });
  return answer(200, { message: 'User registration successful' });
}
