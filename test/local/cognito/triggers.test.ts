import {
  AdminAddUserToGroupCommand, AdminCreateUserCommand, AdminGetUserCommand, ConfirmForgotPasswordCommand, ConfirmSignUpCommand,
  ForgotPasswordCommand, GetTokensFromRefreshTokenCommand, InitiateAuthCommand, SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { claimsOf, errorOf, PASSWORD, startStack, type Stack } from './harness';
import { confirmedUser, logIn, newEmail, tokensOf } from './users';

interface TriggerEvent {
  readonly triggerSource: string;
  readonly version: string;
  readonly userName: string;
  readonly callerContext: { readonly clientId: string };
  readonly request: Record<string, unknown>;
  readonly response: Record<string, unknown>;
}

type Handler = (event: TriggerEvent) => unknown;

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:trigger';
const stacks: Stack[] = [];
afterEach(() => Promise.all(stacks.splice(0).map((stack) => stack.close())));

/** A stack whose triggers all run `handler`, and the events that it got. */
async function withTriggers(
  names: string | Record<string, unknown>, handler: Handler, more: Parameters<typeof startStack>[0] = {},
): Promise<{ stack: Stack; events: TriggerEvent[] }> {
  const events: TriggerEvent[] = [];
  const stack = await startStack({
    ...more,
    pool: { LambdaConfig: typeof names === 'string' ? { [names]: ARN } : names, ...more.pool },
    invokeTrigger: async (functionArn, event) => {
      expect(functionArn).toBe(ARN);
      // A function sees a copy, as over the wire.
      const copy = JSON.parse(JSON.stringify(event)) as TriggerEvent;
      events.push(copy);
      const answer = await handler(copy);
      return (answer ?? copy) as object;
    },
  });
  stacks.push(stack);
  return { stack, events };
}

const signUp = (stack: Stack, email: string, more = {}) =>
  stack.sdk.send(new SignUpCommand({ ClientId: stack.ClientId, Username: email, Password: PASSWORD, ...more }));
const fill = (event: TriggerEvent, response: object) => ({ ...event, response: { ...event.response, ...response } });

describe('PreSignUp', () => {
  test('sees the sign-up and may confirm it at once', async () => {
    const { stack, events } = await withTriggers('PreSignUp', (event) => fill(event, { autoConfirmUser: true, autoVerifyEmail: true }));
    const email = newEmail();
    const answer = await signUp(stack, email, { ClientMetadata: { from: 'test' }, ValidationData: [{ Name: 'captcha', Value: 'ok' }] });
    expect(answer.UserConfirmed).toBe(true);
    expect(events).toMatchObject([{
      version: '1',
      triggerSource: 'PreSignUp_SignUp',
      userPoolId: stack.UserPoolId,
      region: 'us-east-1',
      userName: answer.UserSub,
      callerContext: { clientId: stack.ClientId },
      request: { userAttributes: { email }, validationData: { captcha: 'ok' }, clientMetadata: { from: 'test' } },
    }]);
    expect(JSON.stringify(events)).not.toContain(PASSWORD);
    expect(claimsOf((await tokensOf(stack, email)).IdToken)).toMatchObject({ email_verified: true });
    expect(stack.outbox.list()).toEqual([]);
  });

  test('may refuse, in its own words', async () => {
    const { stack } = await withTriggers('PreSignUp', () => { throw new Error('This address is not welcome'); });
    const expected = { name: 'UserLambdaValidationException', message: 'PreSignUp failed with error This address is not welcome.' };
    const email = newEmail();
    expect(await errorOf(signUp(stack, email))).toEqual(expected);
    const create = new AdminCreateUserCommand({ UserPoolId: stack.UserPoolId, Username: email });
    expect(await errorOf(stack.sdk.send(create))).toEqual(expected);
    const get = new AdminGetUserCommand({ UserPoolId: stack.UserPoolId, Username: email });
    expect((await errorOf(stack.sdk.send(get))).name).toBe('UserNotFoundException');
  });

  test('may take its time: of two sign-ups or creations meanwhile one succeeds', async () => {
    const { stack } = await withTriggers('PreSignUp', () => new Promise((resolve) => setTimeout(resolve, 100)));
    const [one, other] = [newEmail(), newEmail()];
    const create = (Username: string) => stack.sdk.send(new AdminCreateUserCommand({ UserPoolId: stack.UserPoolId, Username }));
    for (const outcomes of [
      await Promise.allSettled([signUp(stack, one), signUp(stack, one)]), await Promise.allSettled([create(other), create(other)]),
    ]) expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('must hand an event back', async () => {
    const { stack } = await withTriggers('PreSignUp', () => ({ statusCode: 200 }));
    expect(await errorOf(signUp(stack, newEmail()))).toEqual({ name: 'InvalidLambdaResponseException', message: 'Unrecognizable lambda output' });
  });
});

test('PostConfirmation follows a confirmed sign-up and a confirmed password', async () => {
  const { stack, events } = await withTriggers('PostConfirmation', () => undefined);
  const email = newEmail();
  await signUp(stack, email);
  await stack.sdk.send(new ConfirmSignUpCommand({ ClientId: stack.ClientId, Username: email, ConfirmationCode: stack.lastCode(email) }));
  await stack.sdk.send(new ForgotPasswordCommand({ ClientId: stack.ClientId, Username: email }));
  await stack.sdk.send(new ConfirmForgotPasswordCommand({
    ClientId: stack.ClientId, Username: email, ConfirmationCode: stack.lastCode(email), Password: 'Other-Horse-2',
  }));
  expect(events).toMatchObject([
    { triggerSource: 'PostConfirmation_ConfirmSignUp', request: { userAttributes: { email, 'email_verified': 'true', 'cognito:user_status': 'CONFIRMED' } } },
    { triggerSource: 'PostConfirmation_ConfirmForgotPassword' },
  ]);
});

test('PreAuthentication comes before the password, also for nobody, and PostAuthentication after it', async () => {
  const { stack, events } = await withTriggers({ PreAuthentication: ARN, PostAuthentication: ARN }, () => undefined);
  const email = await confirmedUser(stack);
  await stack.sdk.send(new InitiateAuthCommand({
    ClientId: stack.ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: email, PASSWORD }, ClientMetadata: { from: 'test' },
  }));
  await errorOf(logIn(stack, newEmail()));
  expect(events).toMatchObject([
    { triggerSource: 'PreAuthentication_Authentication', request: { validationData: { from: 'test' }, userNotFound: false } },
    { triggerSource: 'PostAuthentication_Authentication', request: { newDeviceUsed: false, clientMetadata: { from: 'test' } } },
    { triggerSource: 'PreAuthentication_Authentication', request: { userAttributes: {}, userNotFound: true } },
  ]);
});

test('PreAuthentication may bar a user who has the right password', async () => {
  const { stack } = await withTriggers('PreAuthentication', () => { throw new Error('Closed on Sundays.'); });
  expect(await errorOf(logIn(stack, await confirmedUser(stack))))
    .toEqual({ name: 'UserLambdaValidationException', message: 'PreAuthentication failed with error Closed on Sundays.' });
});

test('CustomMessage is asked before anything is sent', async () => {
  const { stack, events } = await withTriggers('CustomMessage', () => undefined);
  const email = newEmail();
  await signUp(stack, email);
  await stack.sdk.send(new AdminCreateUserCommand({ UserPoolId: stack.UserPoolId, Username: newEmail() }));
  expect(events).toMatchObject([
    { triggerSource: 'CustomMessage_SignUp', request: { codeParameter: '{####}', usernameParameter: null, userAttributes: { email } } },
    { triggerSource: 'CustomMessage_AdminCreateUser', request: { codeParameter: '{####}', usernameParameter: '{username}' } },
  ]);
  expect(JSON.stringify(events)).not.toContain(stack.lastCode(email));
});

describe('PreTokenGeneration', () => {
  test('V1 changes claims of the ID token and the groups of both, and nothing that proves who the user is', async () => {
    const { stack, events } = await withTriggers('PreTokenGeneration', (event) => fill(event, {
      claimsOverrideDetails: {
        claimsToAddOrOverride: { tenant: 'acme', sub: 'somebody-else', aud: 'other', token_use: 'access' },
        claimsToSuppress: ['email_verified', 'iss'],
        groupOverrideDetails: { groupsToOverride: ['guests'] },
      },
    }));
    stack.emulator.addUserPoolGroup('Staff', { UserPoolId: stack.UserPoolId, GroupName: 'staff' });
    const email = await confirmedUser(stack);
    await stack.sdk.send(new AdminAddUserToGroupCommand({ UserPoolId: stack.UserPoolId, Username: email, GroupName: 'staff' }));
    const tokens = await tokensOf(stack, email);
    const [id, access] = [claimsOf(tokens.IdToken), claimsOf(tokens.AccessToken)];
    expect(id).toMatchObject({ 'tenant': 'acme', 'sub': access.sub, 'aud': stack.ClientId, 'token_use': 'id', 'iss': access.iss, 'cognito:groups': ['guests'] });
    expect(id).not.toHaveProperty('email_verified');
    expect(access).toMatchObject({ 'cognito:groups': ['guests'] });
    expect(access).not.toHaveProperty('tenant');
    await stack.sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId: stack.ClientId, RefreshToken: tokens.RefreshToken }));
    expect(events).toMatchObject([
      { version: '1', triggerSource: 'TokenGeneration_Authentication', request: { groupConfiguration: { groupsToOverride: ['staff'] } } },
      { version: '1', triggerSource: 'TokenGeneration_RefreshTokens' },
    ]);
  });

  test('V2 changes both tokens and the scopes', async () => {
    const { stack, events } = await withTriggers({ PreTokenGenerationConfig: { LambdaArn: ARN, LambdaVersion: 'V2_0' } }, (event) => fill(event, {
      claimsAndScopeOverrideDetails: {
        idTokenGeneration: { claimsToAddOrOverride: { tenant: 'acme' } },
        accessTokenGeneration: {
          claimsToAddOrOverride: { plan: { seats: 3 }, client_id: 'other' }, scopesToAdd: ['orders/read'], scopesToSuppress: ['nothing'],
        },
      },
    }));
    const tokens = await tokensOf(stack, await confirmedUser(stack));
    expect(claimsOf(tokens.IdToken)).toMatchObject({ tenant: 'acme' });
    expect(claimsOf(tokens.AccessToken)).toMatchObject({
      plan: { seats: 3 }, client_id: stack.ClientId, scope: 'aws.cognito.signin.user.admin orders/read', version: 2,
    });
    expect(events).toMatchObject([{ version: '2', request: { scopes: ['aws.cognito.signin.user.admin'] } }]);
  });

  test('may refuse tokens', async () => {
    const { stack } = await withTriggers('PreTokenGeneration', () => { throw new Error('no plan'); });
    expect(await errorOf(logIn(stack, await confirmedUser(stack))))
      .toEqual({ name: 'UserLambdaValidationException', message: 'PreTokenGeneration failed with error no plan.' });
  });
});

describe('UserMigration', () => {
  const OLD = 'old password of another system';
  const migrate: Handler = (event) => {
    if (event.request.password !== undefined && event.request.password !== OLD) throw new Error('unknown user');
    return fill(event, { userAttributes: { email: event.userName, email_verified: 'true' }, finalUserStatus: 'CONFIRMED' });
  };

  test('takes a user over at the first log-in with the password they had', async () => {
    const { stack, events } = await withTriggers('UserMigration', migrate);
    const email = newEmail();
    await expect(logIn(stack, email, OLD)).resolves.toHaveProperty('AuthenticationResult');
    await expect(logIn(stack, email, OLD)).resolves.toHaveProperty('AuthenticationResult');
    expect(events).toMatchObject([{ triggerSource: 'UserMigration_Authentication', userName: email, request: { password: OLD } }]);
  });

  test('two first log-ins at a time take over one user', async () => {
    const { stack } = await withTriggers('UserMigration', migrate);
    const email = newEmail();
    const answers = await Promise.all([logIn(stack, email, OLD), logIn(stack, email, OLD)]);
    const subs = answers.map(({ AuthenticationResult }) => claimsOf(AuthenticationResult!.IdToken).sub);
    expect(new Set(subs).size).toBe(1);
  });

  test('a user whom it does not know is a wrong password', async () => {
    const { stack } = await withTriggers('UserMigration', migrate);
    expect(await errorOf(logIn(stack, newEmail(), 'Wrong-Horse-1')))
      .toEqual({ name: 'NotAuthorizedException', message: 'Incorrect username or password.' });
  });

  test('takes a user over who forgot the password, and they choose a new one', async () => {
    const { stack } = await withTriggers('UserMigration', migrate);
    const email = newEmail();
    await stack.sdk.send(new ForgotPasswordCommand({ ClientId: stack.ClientId, Username: email }));
    expect((await errorOf(logIn(stack, email, OLD))).message).toBe('Incorrect username or password.');
    const legacy = stack.addClient('Legacy', { PreventUserExistenceErrors: 'LEGACY' });
    expect((await errorOf(logIn(stack, email, OLD, legacy))).name).toBe('PasswordResetRequiredException');
    await stack.sdk.send(new ConfirmForgotPasswordCommand({
      ClientId: stack.ClientId, Username: email, ConfirmationCode: stack.lastCode(email), Password: 'Other-Horse-2',
    }));
    await expect(logIn(stack, email, 'Other-Horse-2')).resolves.toHaveProperty('AuthenticationResult');
  });
});

test('a pool with triggers needs something to run them with', async () => {
  await expect(startStack({ pool: { LambdaConfig: { PreSignUp: ARN } } })).rejects.toThrow('it has Lambda triggers, but nothing to run them with');
});
