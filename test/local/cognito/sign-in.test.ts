import {
  AdminCreateUserCommand, AdminDisableUserCommand, AdminGetUserCommand, AdminInitiateAuthCommand, AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand, InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { claimsOf, errorOf, PASSWORD, startStack, type Stack } from './harness';
import { confirmedUser, invite, logIn, newEmail } from './users';

const INCORRECT = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };
const LOCKED = { name: 'NotAuthorizedException', message: 'Password attempts exceeded' };

let stack: Stack;
beforeAll(async () => { stack = await startStack(); });
afterAll(() => stack.close());

describe('signing in with a password', () => {
  test('tokens come at once for a confirmed user, whatever the case of the address', async () => {
    const email = await confirmedUser(stack, 'Mixed.Case@Example.com');
    for (const name of [email, email.toLowerCase(), email.toUpperCase()]) {
      const answer = await logIn(stack, name);
      expect(answer.AuthenticationResult).toMatchObject({ ExpiresIn: 3600, TokenType: 'Bearer' });
      expect(answer.ChallengeName).toBeUndefined();
    }
  });

  test('the case of the address counts where the pool is case-sensitive', async () => {
    const sensitive = await startStack({ pool: { UsernameConfiguration: { CaseSensitive: true } } });
    const email = await confirmedUser(sensitive, 'Case@example.com');
    await expect(logIn(sensitive, email)).resolves.toHaveProperty('AuthenticationResult');
    expect(await errorOf(logIn(sensitive, 'case@example.com'))).toEqual(INCORRECT);
    await sensitive.close();
  });

  test('a user may also sign in with the sub', async () => {
    const email = await confirmedUser(stack);
    const { Username } = await stack.sdk.send(new AdminGetUserCommand({ UserPoolId: stack.UserPoolId, Username: email }));
    const { AuthenticationResult } = await logIn(stack, Username!);
    expect(claimsOf(AuthenticationResult!.IdToken)).toMatchObject({ sub: Username, email });
  });

  test('a wrong password and an unknown user cannot be told apart', async () => {
    const email = await confirmedUser(stack);
    expect(await errorOf(logIn(stack, email, 'Wrong-Horse-1'))).toEqual(INCORRECT);
    expect(await errorOf(logIn(stack, newEmail()))).toEqual(INCORRECT);
  });

  test('a client that does not hide who exists says so', async () => {
    const legacy = stack.addClient('Legacy', { PreventUserExistenceErrors: 'LEGACY' });
    expect(await errorOf(logIn(stack, newEmail(), PASSWORD, legacy)))
      .toEqual({ name: 'UserNotFoundException', message: 'User does not exist.' });
  });

  test('a disabled user is told only after the right password', async () => {
    const email = await confirmedUser(stack);
    await stack.sdk.send(new AdminDisableUserCommand({ UserPoolId: stack.UserPoolId, Username: email }));
    expect(await errorOf(logIn(stack, email, 'Wrong-Horse-1'))).toEqual(INCORRECT);
    expect(await errorOf(logIn(stack, email))).toEqual({ name: 'NotAuthorizedException', message: 'User is disabled.' });
  });

  test.each([
    ['USERNAME', { PASSWORD }],
    ['PASSWORD', { USERNAME: 'someone@example.com' }],
  ])('%s is required', async (missing, AuthParameters) => {
    const call = stack.sdk.send(new AdminInitiateAuthCommand({
      UserPoolId: stack.UserPoolId, ClientId: stack.ClientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters,
    }));
    expect(await errorOf(call)).toEqual({ name: 'InvalidParameterException', message: `Missing required parameter ${missing}` });
  });

  test('a flow that the client did not enable is refused', async () => {
    const client = stack.addClient('NoPasswords', { ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] });
    const email = await confirmedUser(stack);
    const expected = { name: 'InvalidParameterException', message: 'Auth flow not enabled for this client' };
    expect(await errorOf(logIn(stack, email, PASSWORD, client))).toEqual(expected);
    expect(await errorOf(stack.sdk.send(new InitiateAuthCommand({
      ClientId: client, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: email, PASSWORD },
    })))).toEqual(expected);
  });

  test('a flow that the emulator does not serve says so', async () => {
    const client = stack.addClient('AllFlows', { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH', 'ALLOW_USER_AUTH'] });
    for (const AuthFlow of ['USER_SRP_AUTH', 'CUSTOM_AUTH', 'USER_AUTH'] as const) {
      const call = stack.sdk.send(new InitiateAuthCommand({ ClientId: client, AuthFlow, AuthParameters: { USERNAME: 'a@example.com' } }));
      expect(await errorOf(call)).toEqual({ name: 'InvalidParameterException', message: `${AuthFlow} is not supported by the local stack` });
    }
  });

  test('the administrators\' flow is not served to the public', async () => {
    const call = stack.sdk.send(new InitiateAuthCommand({
      ClientId: stack.ClientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'a@example.com', PASSWORD },
    }));
    expect(await errorOf(call)).toEqual({ name: 'InvalidParameterException', message: 'Initiate Auth method not supported.' });
  });
});

describe('locking out after wrong passwords', () => {
  test('five wrong passwords lock for a second, each further one for twice as long', async () => {
    const email = await confirmedUser(stack);
    for (let failure = 1; failure <= 5; failure++) expect(await errorOf(logIn(stack, email, 'Wrong-Horse-1'))).toEqual(INCORRECT);
    expect(await errorOf(logIn(stack, email))).toEqual(LOCKED);
    stack.clock.advance(1_000);
    expect(await errorOf(logIn(stack, email, 'Wrong-Horse-1'))).toEqual(INCORRECT);
    stack.clock.advance(1_900);
    expect(await errorOf(logIn(stack, email))).toEqual(LOCKED);
    stack.clock.advance(200);
    await expect(logIn(stack, email)).resolves.toHaveProperty('AuthenticationResult');
  });

  test('the lock never lasts longer than 15 minutes, and 15 quiet minutes after it start anew', async () => {
    const email = await confirmedUser(stack);
    for (let failure = 1; failure <= 17; failure++) {
      expect(await errorOf(logIn(stack, email, 'Wrong-Horse-1'))).toEqual(INCORRECT);
      if (failure < 17) stack.clock.advance(failure < 5 ? 0 : Math.min(900_000, 1_000 * 2 ** (failure - 5)));
    }
    stack.clock.advance(890_000);
    expect(await errorOf(logIn(stack, email))).toEqual(LOCKED);
    stack.clock.advance(10_000 + 900_000);
    for (let failure = 1; failure <= 4; failure++) expect(await errorOf(logIn(stack, email, 'Wrong-Horse-1'))).toEqual(INCORRECT);
    await expect(logIn(stack, email)).resolves.toHaveProperty('AuthenticationResult');
  });

  test('a complete log-in starts anew', async () => {
    const email = await confirmedUser(stack);
    for (let round = 1; round <= 2; round++) {
      for (let failure = 1; failure <= 4; failure++) expect(await errorOf(logIn(stack, email, 'Wrong-Horse-1'))).toEqual(INCORRECT);
      await expect(logIn(stack, email)).resolves.toHaveProperty('AuthenticationResult');
    }
  });

  test('twenty wrong passwords at a time do not slip past the lock', async () => {
    const email = await confirmedUser(stack);
    const errors = await Promise.all(Array.from({ length: 20 }, () => errorOf(logIn(stack, email, 'Wrong-Horse-1'))));
    expect(errors.filter(({ message }) => message === INCORRECT.message)).toHaveLength(5);
    expect(errors.filter(({ message }) => message === LOCKED.message)).toHaveLength(15);
  });

  test('twenty right passwords at a time all succeed', async () => {
    const email = await confirmedUser(stack);
    const answers = await Promise.all(Array.from({ length: 20 }, () => logIn(stack, email)));
    expect(answers.every(({ AuthenticationResult }) => AuthenticationResult?.IdToken)).toBe(true);
  });
});

describe('an invited user', () => {
  const answer = (email: string, Session: string, responses: Record<string, string>, ClientId = stack.ClientId) =>
    stack.sdk.send(new AdminRespondToAuthChallengeCommand({
      UserPoolId: stack.UserPoolId,
      ClientId,
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      Session,
      ChallengeResponses: { USERNAME: email, ...responses },
    }));

  test('must choose a password at the first log-in and then has tokens', async () => {
    const email = await invite(stack);
    const challenge = await logIn(stack, email);
    expect(challenge).toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED', Session: expect.stringMatching(/^.{20,4096}$/) });
    expect(challenge.AuthenticationResult).toBeUndefined();
    expect(JSON.parse(challenge.ChallengeParameters!.requiredAttributes)).toEqual([]);
    expect(JSON.parse(challenge.ChallengeParameters!.userAttributes)).toEqual({ email, email_verified: 'true' });
    expect(challenge.ChallengeParameters!.USER_ID_FOR_SRP).toMatch(/^[0-9a-f-]{36}$/);

    const { AuthenticationResult } = await answer(email, challenge.Session!, { NEW_PASSWORD: 'Other-Horse-2' });
    expect(claimsOf(AuthenticationResult!.AccessToken)).toMatchObject({ token_use: 'access' });
    await expect(logIn(stack, email, 'Other-Horse-2')).resolves.toHaveProperty('AuthenticationResult');
    const user = await stack.sdk.send(new AdminGetUserCommand({ UserPoolId: stack.UserPoolId, Username: email }));
    expect(user.UserStatus).toBe('CONFIRMED');
  });

  test('may correct a password that the policy refused within the same session', async () => {
    const email = await invite(stack);
    const { Session } = await logIn(stack, email);
    expect(await errorOf(answer(email, Session!, { NEW_PASSWORD: 'short' }))).toMatchObject({ name: 'InvalidPasswordException' });
    expect(await errorOf(answer(email, Session!, { NEW_PASSWORD: 'Space-At-End-1 ' }))).toMatchObject({ name: 'InvalidParameterException' });
    await expect(answer(email, Session!, { NEW_PASSWORD: 'Other-Horse-2' })).resolves.toHaveProperty('AuthenticationResult');
  });

  test('must add the required attributes that are missing, and may not change those that are there', async () => {
    const strict = await startStack({
      pool: {
        Schema: [
          { Name: 'email', Required: true, Mutable: true }, { Name: 'name', Required: true, Mutable: true },
        ],
      },
    });
    const email = await invite(strict);
    const { Session, ChallengeParameters } = await logIn(strict, email);
    expect(JSON.parse(ChallengeParameters!.requiredAttributes)).toEqual(['userAttributes.name']);
    const respond = (responses: Record<string, string>) => strict.sdk.send(new AdminRespondToAuthChallengeCommand({
      UserPoolId: strict.UserPoolId,
      ClientId: strict.ClientId,
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      Session,
      ChallengeResponses: { USERNAME: email, NEW_PASSWORD: 'Other-Horse-2', ...responses },
    }));
    expect((await errorOf(respond({}))).message).toBe('Attributes did not conform to the schema: name: The attribute is required\n');
    expect((await errorOf(respond({ 'userAttributes.name': 'Ada', 'userAttributes.email': 'x@example.com' }))).name).toBe('InvalidParameterException');
    expect((await errorOf(respond({ 'userAttributes.name': 'Ada', 'userAttributes.email_verified': 'true' }))).name).toBe('NotAuthorizedException');
    const { AuthenticationResult } = await respond({ 'userAttributes.name': 'Ada' });
    expect(claimsOf(AuthenticationResult!.IdToken)).toMatchObject({ name: 'Ada', email });
    await strict.close();
  });

  test.each([
    ['of another user', async (email: string) => [email, (await logIn(stack, await invite(stack))).Session!] as const, 'Invalid session for the user.'],
    ['nobody opened', async (email: string) => [email, 'x'.repeat(40)] as const, 'Invalid session for the user.'],
    ['that expired', async (email: string) => {
      const { Session } = await logIn(stack, email);
      stack.clock.advance(3 * 60_000);
      return [email, Session!] as const;
    }, 'Invalid session for the user, session is expired.'],
    ['that was used', async (email: string) => {
      const { Session } = await logIn(stack, email);
      await answer(email, Session!, { NEW_PASSWORD: 'Other-Horse-2' });
      return [email, Session!] as const;
    }, 'Invalid session for the user, session can only be used once.'],
  ])('cannot answer in a session %s', async (_name, prepare, message) => {
    const [email, session] = await prepare(await invite(stack));
    expect(await errorOf(answer(email, session, { NEW_PASSWORD: 'Third-Horse-3' }))).toEqual({ name: 'NotAuthorizedException', message });
  });

  test.each([
    ['without a name', { Session: 'x'.repeat(30), ChallengeResponses: {} }, 'Missing required parameter USERNAME'],
    ['without a session', { ChallengeResponses: { USERNAME: 'a@example.com' } }, 'Missing required parameter Session'],
    ['without a password', undefined, 'Missing required parameter NEW_PASSWORD'],
    ['to a challenge that is not served', { ChallengeName: 'PASSWORD_VERIFIER' as const }, 'Challenge PASSWORD_VERIFIER is not supported by the local stack'],
  ])('cannot answer %s', async (_name, request, message) => {
    const email = await invite(stack);
    const { Session } = await logIn(stack, email);
    const call = stack.sdk.send(new AdminRespondToAuthChallengeCommand({
      UserPoolId: stack.UserPoolId,
      ClientId: stack.ClientId,
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      ...request ?? { Session, ChallengeResponses: { USERNAME: email } },
    }));
    expect(await errorOf(call)).toEqual({ name: 'InvalidParameterException', message });
  });

  test('cannot answer once disabled', async () => {
    const email = await invite(stack);
    const { Session } = await logIn(stack, email);
    await stack.sdk.send(new AdminDisableUserCommand({ UserPoolId: stack.UserPoolId, Username: email }));
    expect(await errorOf(answer(email, Session!, { NEW_PASSWORD: 'Other-Horse-2' })))
      .toEqual({ name: 'NotAuthorizedException', message: 'User is disabled.' });
  });

  test('cannot answer through another client', async () => {
    const email = await invite(stack);
    const { Session } = await logIn(stack, email);
    const other = stack.addClient('Other');
    expect(await errorOf(answer(email, Session!, { NEW_PASSWORD: 'Other-Horse-2' }, other)))
      .toEqual({ name: 'NotAuthorizedException', message: 'Invalid session for the user.' });
  });

  test('two answers at a time give one sign-in', async () => {
    const email = await invite(stack);
    const { Session } = await logIn(stack, email);
    const answers = await Promise.allSettled(['Other-Horse-2', 'Third-Horse-3'].map((NEW_PASSWORD) => answer(email, Session!, { NEW_PASSWORD })));
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('cannot sign in with a temporary password that is too old', async () => {
    const email = await invite(stack);
    stack.clock.advance(24 * 3_600_000);
    expect(await errorOf(logIn(stack, email))).toEqual({
      name: 'NotAuthorizedException', message: 'Temporary password has expired and must be reset by an administrator.',
    });
    await stack.sdk.send(new AdminSetUserPasswordCommand({ UserPoolId: stack.UserPoolId, Username: email, Password: PASSWORD }));
    await expect(logIn(stack, email)).resolves.toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED' });
  });

  test('gets the temporary password by e-mail unless the message is suppressed', async () => {
    const email = newEmail();
    await stack.sdk.send(new AdminCreateUserCommand({ UserPoolId: stack.UserPoolId, Username: email }));
    expect(stack.outbox.list().at(-1)).toMatchObject({ to: email, kind: 'invitation' });
    await expect(logIn(stack, email, stack.lastCode(email))).resolves.toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED' });
    const sent = stack.outbox.list().length;
    await invite(stack);
    expect(stack.outbox.list()).toHaveLength(sent);
  });
});
