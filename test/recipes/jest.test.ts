// signup.test.ts
import { App, Stack } from 'aws-cdk-lib';
import { CognitoPasswordAuthApi, SignUpMode } from 'cdk-cognito-password-auth';
import { LocalStack, startLocalStack } from 'cdk-cognito-password-auth/local';

let local: LocalStack;

beforeAll(async () => {
  const app = new App();
  new CognitoPasswordAuthApi(new Stack(app, 'Test'), 'Auth', { signUpMode: SignUpMode.EMAIL_CODE });
  local = await startLocalStack({
    assembly: app.synth().directory,
    users: [{ email: 'jane@example.com', password: 'Correct-Horse-7' }],
  });
}, 60_000); // the synthesis takes longer than the five seconds that Jest would wait

afterAll(() => local?.close());

const post = (path: string, body: object, token = '') => fetch(`${local.url}/user${path}`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'Authorization': token },
  body: JSON.stringify(body),
});

test('the emailed code confirms a sign-up', async () => {
  const credentials = { email: 'joe@example.com', password: 'Battery-Staple-8' };
  expect((await post('/signup', credentials)).status).toBe(202);
  const code = local.outbox.codeFor(credentials.email);
  expect((await post('/signup/confirm', { email: credentials.email, code })).status).toBe(200);
  expect((await post('/login', credentials)).status).toBe(200);
  expect(local.users.get(credentials.email)?.status).toBe('CONFIRMED');
});

test('a token is of no use after its hour', async () => {
  const { token } = await (await post('/login', { email: 'jane@example.com', password: 'Correct-Horse-7' })).json() as { token: string };
  expect((await post('/private', {}, token)).status).toBe(200);
  local.clock.advance(61 * 60 * 1000);
  expect((await post('/private', {}, token)).status).toBe(401);
});
