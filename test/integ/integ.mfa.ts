import { aws_cognito as cognito } from 'aws-cdk-lib';
import { DeployedApi, EMAIL, PASSWORD } from './deployed-api';

const api = new DeployedApi('Mfa', { mfa: cognito.Mfa.REQUIRED, totpIssuer: 'Integ' });

api.post({ path: 'signup', body: { email: EMAIL, password: PASSWORD } }, { status: 200 });
api.post({ path: 'login', body: { email: EMAIL, password: PASSWORD } }, { status: 200, body: { challenge: 'MFA_SETUP' } });

// The secret of an authenticator app comes with a new session; a code that is no code is refused in it.
api.journey(`
  const first = await post('login', { email, password });
  const setup = await post('login/challenge', { email, session: first.session, challenge: first.challenge, answers: {} });
  const refused = await post('login/challenge', { email, session: setup.session, challenge: setup.challenge, answers: { code: '000000' } });
  return [setup.status, setup.challenge, setup.parameters.otpauthUri.startsWith('otpauth://totp/Integ:'), refused.status];
`, [200, 'MFA_SETUP', true, 401]);
