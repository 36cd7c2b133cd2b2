import { bodyOf, CLIENT_ID, EMAIL, eventOf } from './support/events';
import { load } from './support/load';
import { privateRoute } from '../../src/routes/table';

const { handler } = load('private', { USER_POOL_ID: undefined, USER_POOL_CLIENT_ID: undefined });

beforeEach(() => jest.spyOn(process.stdout, 'write').mockReturnValue(true));

test('greets the bearer of the ID token by the address in its claims', async () => {
  const result = await handler(eventOf(privateRoute));
  expect(result.statusCode).toBe(200);
  expect(bodyOf(result)).toEqual({ message: 'Email ada@example.com has been authorized' });
});

test.each([
  ['no authorizer', {}],
  ['no claims', { authorizer: {} }],
  ['no email', { authorizer: { claims: { sub: 'x', aud: CLIENT_ID } } }],
  ['an empty email', { authorizer: { claims: { email: '', aud: CLIENT_ID } } }],
  ['an email that is no text', { authorizer: { claims: { email: { address: 'eve@example.com' }, aud: CLIENT_ID } } }],
  ['the ID token of another app client', { authorizer: { claims: { email: EMAIL, aud: 'another' } } }],
  ['a token without an audience', { authorizer: { claims: { email: EMAIL } } }],
  ['the client id of an access token alone', { authorizer: { claims: { email: EMAIL, client_id: CLIENT_ID } } }],
])('with %s nobody is authorized', async (_, requestContext) => {
  const result = await handler(eventOf(privateRoute, { raw: { requestContext } }));
  expect(result.statusCode).toBe(401);
  expect(bodyOf(result).code).toBe('unauthorized');
});

test('without a context the answer is the same', async () => {
  expect((await handler({})).statusCode).toBe(401);
});
