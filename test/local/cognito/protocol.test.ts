import {
  AdminGetUserCommand, CognitoIdentityProviderClient, ForgotPasswordCommand, GetUserCommand, InitiateAuthCommand,
  ListUserPoolsCommand, SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { errorOf, PASSWORD, startStack, type Stack } from './harness';
import { confirmedUser, logIn, newEmail } from './users';
import { CognitoError, type CallRecord } from '../../../local/cognito';
import { send } from '../support/http';

const TARGET = 'AWSCognitoIdentityProviderService';
const SIGNED = 'AWS4-HMAC-SHA256 Credential=AKIALOCAL/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=00';

const calls: CallRecord[] = [];
const authorized: [string | undefined, string, string][] = [];
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({
    onCall: (call) => calls.push(call),
    authorizer: {
      authorize: (accessKeyId, action, resourceArn) => {
        authorized.push([accessKeyId, action, resourceArn]);
        if (accessKeyId === 'AKIASTRANGER') throw new CognitoError('UnrecognizedClientException', 'The security token included in the request is invalid.');
        if (accessKeyId === 'AKIAREADER' && action !== 'cognito-idp:AdminGetUser') throw new CognitoError('AccessDeniedException', `not authorized to perform: ${action}`);
      },
    },
  });
});
afterAll(() => stack.close());
beforeEach(() => {
  calls.length = 0;
  authorized.length = 0;
});

const post = (operation: string, body: string, headers: Record<string, string> = { authorization: SIGNED }) =>
  fetch(`${stack.url}/`, {
    method: 'POST', body, headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `${TARGET}.${operation}`, ...headers },
  });

describe('IAM', () => {
  const as = (accessKeyId: string) => stack.client({ credentials: { accessKeyId, secretAccessKey: 'local' } });

  test('is asked with the caller\'s key, the action and the pool', async () => {
    const email = await confirmedUser(stack);
    authorized.length = 0;
    await stack.sdk.send(new AdminGetUserCommand({ UserPoolId: stack.UserPoolId, Username: email }));
    expect(authorized).toEqual([
      ['AKIALOCAL', 'cognito-idp:AdminGetUser', `arn:aws:cognito-idp:us-east-1:123456789012:userpool/${stack.UserPoolId}`],
    ]);
  });

  test('refuses what a role does not allow, before anything else is looked at', async () => {
    expect((await errorOf(as('AKIAREADER').send(new AdminGetUserCommand({ UserPoolId: stack.UserPoolId, Username: 'x@example.com' })))).name)
      .toBe('UserNotFoundException');
    const reader = { ...stack, sdk: as('AKIAREADER') };
    expect(await errorOf(logIn(reader, 'x@example.com')))
      .toEqual({ name: 'AccessDeniedException', message: 'not authorized to perform: cognito-idp:AdminInitiateAuth' });
    expect((await errorOf(logIn({ ...stack, sdk: as('AKIASTRANGER') }, 'x@example.com'))).name).toBe('UnrecognizedClientException');
  });

  test('an unsigned call of an administrator\'s operation is refused', async () => {
    const answer = await post('AdminGetUser', JSON.stringify({ UserPoolId: stack.UserPoolId, Username: 'x' }), {});
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' });
    expect(authorized).toEqual([]);
  });

  test('is not asked for public operations, signed or not', async () => {
    await errorOf(stack.sdk.send(new InitiateAuthCommand({
      ClientId: stack.ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'x@example.com', PASSWORD },
    })));
    await stack.sdk.send(new ForgotPasswordCommand({ ClientId: stack.ClientId, Username: 'x@example.com' }));
    const answer = await post('SignUp', JSON.stringify({ ClientId: stack.ClientId, Username: newEmail(), Password: PASSWORD }), {});
    expect(answer.status).toBe(200);
    expect(authorized).toEqual([]);
  });
});

describe('the protocol', () => {
  test('an unknown operation fails loudly', async () => {
    const log = jest.spyOn(console, 'error').mockImplementation();
    expect((await errorOf(stack.sdk.send(new ListUserPoolsCommand({ MaxResults: 1 })))).name).toBe('UnknownOperationException');
    expect(log).toHaveBeenCalledWith(expect.stringContaining('ListUserPools'));
    for (const name of ['toString', '__proto__', 'constructor']) {
      expect(await (await post(name, '{}')).json()).toMatchObject({ __type: 'UnknownOperationException' });
    }
    log.mockRestore();
  });

  test.each([
    ['no JSON', '{'], ['a list', '[]'], ['null', 'null'], ['a number', '5'],
    ['a number for a string', '{"UserPoolId": 5}'], ['an object for a string', '{"UserPoolId": {"toString": "x"}}'],
    ['a string for a list', '{"UserPoolId": "us-east-1_x", "Username": "x", "UserAttributes": "x"}'],
    ['a number in a list of structures', '{"UserPoolId": "us-east-1_x", "Username": "x", "UserAttributes": [5]}'],
    ['a string for a boolean', '{"UserPoolId": "us-east-1_x", "Username": "x", "ForceAliasCreation": "true"}'],
    ['a list in a map', '{"UserPoolId": "us-east-1_x", "Username": "x", "ClientMetadata": {"a": []}}'],
  ])('refuses %s', async (_name, body) => {
    const answer = await post('AdminCreateUser', body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ __type: 'SerializationException' });
  });

  test('refuses a body of more than a megabyte', async () => {
    const answer = await post('AdminGetUser', JSON.stringify({ UserPoolId: 'x'.repeat(1024 * 1024) }));
    expect(await answer.json()).toMatchObject({ __type: 'SerializationException' });
  });

  test.each([
    ['a missing member', { Username: 'x' },
      '1 validation error detected: Value at \'userPoolId\' failed to satisfy constraint: Member must not be null'],
    ['null as missing', { UserPoolId: null, Username: 'x' },
      '1 validation error detected: Value at \'userPoolId\' failed to satisfy constraint: Member must not be null'],
    ['all violations at once', { UserPoolId: 'pool', Username: '' },
      '3 validation errors detected: Value \'pool\' at \'userPoolId\' failed to satisfy constraint: Member must satisfy regular expression pattern: '
      + '[\\w-]+_[0-9a-zA-Z]+; Value at \'username\' failed to satisfy constraint: Member must satisfy regular expression pattern: '
      + '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+; Value at \'username\' failed to satisfy constraint: Member must have length greater than or equal to 1'],
    ['a name that is too long', { UserPoolId: 'us-east-1_x', Username: 'x'.repeat(129) },
      '1 validation error detected: Value at \'username\' failed to satisfy constraint: Member must have length less than or equal to 128'],
  ])('names %s', async (_name, body, message) => {
    expect(await (await post('AdminGetUser', JSON.stringify(body))).json()).toEqual({ __type: 'InvalidParameterException', message });
  });

  test('names a member within a structure, and an enumeration\'s values', async () => {
    const body = { UserPoolId: 'us-east-1_x', Username: 'x', UserAttributes: [{ Value: 'x' }], MessageAction: 'SHOUT' };
    expect((await (await post('AdminCreateUser', JSON.stringify(body))).json() as { message: string }).message).toBe(
      '2 validation errors detected: Value at \'userAttributes.1.member.name\' failed to satisfy constraint: Member must not be null; '
      + 'Value \'SHOUT\' at \'messageAction\' failed to satisfy constraint: Member must satisfy enum value set: [RESEND, SUPPRESS]',
    );
  });

  test('a password or code never stands in a message', async () => {
    const secret = 'secret with a space at its end ';
    const { message } = await errorOf(stack.sdk.send(new SignUpCommand({ ClientId: stack.ClientId, Username: newEmail(), Password: secret })));
    expect(message).toMatch('\'password\'');
    expect(message).not.toContain('secret');
  });

  test('a hostile name is answered fast', async () => {
    const started = performance.now();
    for (const body of [{ Username: 'x'.repeat(10_000) }, { Username: `${'x@'.repeat(5_000)} ` }, { Password: `${'x'.repeat(200_000)} ` }]) {
      await post('SignUp', JSON.stringify({ ClientId: stack.ClientId, Username: 'x', Password: 'x', ...body }), {});
    }
    expect(performance.now() - started).toBeLessThan(500);
  });

  test.each([
    ['a pool', () => new AdminGetUserCommand({ UserPoolId: 'us-east-1_Nowhere12', Username: 'x' }), 'User pool us-east-1_Nowhere12 does not exist.'],
    ['a client', () => new ForgotPasswordCommand({ ClientId: 'nowhere', Username: 'x' }), 'User pool client nowhere does not exist.'],
  ])('says that %s does not exist', async (_name, command, message) => {
    const call = (stack.sdk as { send(command: object): Promise<unknown> }).send(command());
    expect(await errorOf(call)).toEqual({ name: 'ResourceNotFoundException', message });
  });

  test('other paths and methods are no operation', async () => {
    for (const answer of [await fetch(`${stack.url}/`), await fetch(`${stack.url}/nowhere/.well-known/jwks.json`)]) {
      expect(answer.status).toBe(400);
    }
  });

  test('the emulator is found by the variable that Lambda functions get, and SDK errors carry a request id', async () => {
    process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER = stack.url;
    const client = new CognitoIdentityProviderClient({ region: 'us-east-1', credentials: { accessKeyId: 'AKIALOCAL', secretAccessKey: 'x' } });
    const call = client.send(new GetUserCommand({ AccessToken: 'nonsense' }));
    await expect(call).rejects.toMatchObject({
      name: 'NotAuthorizedException', $fault: 'client', $metadata: { httpStatusCode: 400, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    client.destroy();
    delete process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER;
  });

  test('a fault of the emulator\'s own is a 500 that says nothing and a log that says everything', async () => {
    const log = jest.spyOn(console, 'error').mockImplementation();
    const broken = await startStack({ onCall: () => { throw new Error('details'); } });
    const answer = await errorOf(broken.sdk.send(new ForgotPasswordCommand({ ClientId: broken.ClientId, Username: 'x' })));
    expect(answer.name).toBe('InternalErrorException');
    expect(answer.message).not.toContain('details');
    expect(log).toHaveBeenCalledWith(expect.any(String), expect.objectContaining({ message: 'details' }));
    log.mockRestore();
    await broken.close();
  });
});

test('every call is reported, with its outcome and time and without its content', async () => {
  const email = await confirmedUser(stack);
  calls.length = 0;
  await logIn(stack, email);
  await errorOf(logIn(stack, email, 'Wrong-Horse-1'));
  await stack.sdk.send(new ForgotPasswordCommand({ ClientId: stack.ClientId, Username: email }));
  const record = { accessKeyId: 'AKIALOCAL', userPoolId: stack.UserPoolId, milliseconds: expect.any(Number) };
  expect(calls).toEqual([
    { ...record, operation: 'AdminInitiateAuth', outcome: 'ok' },
    { ...record, operation: 'AdminInitiateAuth', outcome: 'NotAuthorizedException' },
    { operation: 'ForgotPassword', outcome: 'ok', milliseconds: expect.any(Number) },
  ]);
  expect(calls[0].milliseconds).toBeGreaterThan(1);
});

test('a page that makes a name of its own point here gets no answer', async () => {
  const headers = { 'Host': 'evil.example', 'x-amz-target': `${TARGET}.SignUp` };
  expect((await send('POST', `${stack.url}/`, { headers, body: '{}' })).json()).toMatchObject({ __type: 'UnrecognizedClientException' });
  expect((await send('GET', `${stack.url}/${stack.UserPoolId}/.well-known/jwks.json`, { headers })).status).toBe(400);
});

test('listens on the loopback interface only, and a busy port is an error', async () => {
  const { port } = new URL(stack.url);
  expect(new URL(stack.url).hostname).toBe('127.0.0.1');
  await expect(fetch(`http://127.0.0.2:${port}/${stack.UserPoolId}/.well-known/jwks.json`)).rejects.toThrow();
  await expect(stack.emulator.listen(Number(port))).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
