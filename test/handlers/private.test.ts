import { bodyOf, eventOf } from './support/events';
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
  ['no email', { authorizer: { claims: { sub: 'x' } } }],
  ['an empty email', { authorizer: { claims: { email: '' } } }],
  ['an email that is no text', { authorizer: { claims: { email: { address: 'eve@example.com' } } } }],
])('with %s nobody is authorized', async (_, requestContext) => {
  const result = await handler(eventOf(privateRoute, { raw: { requestContext } }));
  expect(result.statusCode).toBe(401);
  expect(bodyOf(result).code).toBe('unauthorized');
});

test('without a context the answer is the same', async () => {
  expect((await handler({})).statusCode).toBe(401);
});
