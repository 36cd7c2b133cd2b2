import { DeployedApi, EMAIL, PASSWORD } from './deployed-api';
import { SignUpMode } from 'cdk-cognito-password-auth';

const api = new DeployedApi('EmailCode', { signUpMode: SignUpMode.EMAIL_CODE });

const credentials = { email: EMAIL, password: PASSWORD };
api.post({ path: 'signup', body: credentials }, { status: 202 });
api.user({ UserStatus: 'UNCONFIRMED' });
// Nobody learns that there is an account.
api.post({ path: 'signup', body: credentials }, { status: 202 });
api.post({ path: 'login', body: credentials }, { status: 401, body: { code: 'invalid_credentials' } });
api.post({ path: 'signup/confirm', body: { email: EMAIL, code: '000000' } }, { status: 400, body: { code: 'invalid_code' } });
api.post({ path: 'signup/resend', body: { email: EMAIL } }, { status: 202 });
