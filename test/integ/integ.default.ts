import { DeployedApi, EMAIL, PASSWORD } from './deployed-api';

const api = new DeployedApi('Default');

api.post({ path: 'signup', body: { email: EMAIL, password: PASSWORD } }, { status: 200, body: { message: 'User registration successful' } });
api.user({ UserStatus: 'CONFIRMED' });
api.post({ path: 'signup', body: { email: EMAIL, password: 'Short-1' } }, { status: 400, body: { code: 'weak_password' } });
api.post({ path: 'login', body: { email: EMAIL, password: `Other-${PASSWORD}` } }, { status: 401, body: { code: 'invalid_credentials' } });
api.post({ path: 'login', body: { email: EMAIL } }, { status: 400, body: { code: 'invalid_request' } });
api.post({ path: 'private' }, { status: 401, body: { code: 'unauthorized' } });

api.journey(`
  const { token, accessToken, refreshToken } = await post('login', { email, password });
  const refreshed = await post('token/refresh', { refreshToken });
  const answers = [await post('private', undefined, token), await post('private', undefined, refreshed.token), await post('private', undefined, accessToken)];
  return answers.map(({ status, message }) => status + ' ' + message);
`, [`200 Email ${EMAIL} has been authorized`, `200 Email ${EMAIL} has been authorized`, '401 Unauthorized']);
