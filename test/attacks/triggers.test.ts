import { aws_cognito as cognito, aws_lambda as lambda } from 'aws-cdk-lib';
import { CognitoPasswordAuthApi, SignUpMode } from '../../src';
import { newEmail, PASSWORD, register } from '../flows/accounts';
import { comparable } from '../flows/contract';
import { served } from '../flows/stack';

/* A trigger that fails runs only for addresses that have an account. The attacker compares the responses. */

/** Fails as its author made it fail, once the address asks for it. */
const TRIGGER = `exports.handler = async (event) => {
  const email = event.request.userAttributes.email;
  if (email.startsWith('throws')) throw new Error('no mail to you');
  if (email.startsWith('nothing')) return undefined;
  return event;
};`;

const stack = served((scope) => ({
  signUpMode: SignUpMode.EMAIL_CODE,
  lambdaTriggers: {
    customMessage: new lambda.Function(scope, 'Message', {
      code: lambda.Code.fromInline(TRIGGER), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_22_X,
    }),
  } satisfies cognito.UserPoolTriggers,
}), (auth: CognitoPasswordAuthApi) => auth.metricInternalErrors());

const lastLine = () => JSON.parse(stack().logs[stack().logs.length - 1]);

/** An account whose address the trigger fails for. */
async function account(name: string): Promise<string> {
  const email = newEmail(name);
  await stack().administer('AdminCreateUser', {
    Username: email, MessageAction: 'SUPPRESS', UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }],
  });
  await stack().administer('AdminSetUserPassword', { Username: email, Password: PASSWORD, Permanent: true });
  return email;
}

test.each(['throws', 'nothing'])('a forgotten password tells no account from an unknown address where the trigger %s', async (name) => {
  const known = await stack().post('/password/forgot', { email: await account(name) });
  expect(lastLine()).toMatchObject({ status: 202, cause: expect.stringMatching(/^NotSent\./) });
  const unknown = await stack().post('/password/forgot', { email: newEmail(name) });
  expect(known.status).toBe(202);
  expect(comparable(known)).toEqual(comparable(unknown));
});

test.each(['throws', 'nothing'])('neither do sign-up and a resent code where the trigger %s', async (name) => {
  const taken = await account(name);
  const pending = newEmail(name);
  for (const path of ['/signup', '/signup/resend']) {
    const answers = [];
    for (const email of [taken, pending]) {
      answers.push(comparable(await stack().post(path, path === '/signup' ? { email, password: PASSWORD } : { email })));
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(lastLine()).toMatchObject({ status: 202, cause: expect.stringMatching(/^NotSent\./) });
  }
});

test('a trigger that works changes nothing', async () => {
  const email = await register(stack());
  expect((await stack().post('/password/forgot', { email })).status).toBe(202);
  expect(stack().codeFor(email)).toMatch(/^\d+$/);
});
