import { ACCESS_TOKEN, eventOf } from './support/events';
import { load } from './support/load';
import { SCENARIOS } from './support/scenarios';
import type { Operation } from '../../src/routes/route';

/* A route with an access token serves the account of that token, whatever account the request names beside it. */

const SOMEBODY_ELSE = {
  username: 'eve',
  Username: 'eve',
  sub: '00000000-0000-0000-0000-000000000000',
  userId: 'eve',
  userPoolId: 'eu-central-1_Other',
  UserPoolId: 'eu-central-1_Other',
  AccessToken: 'eve.access.token',
  accessToken: 'eve.access.token',
};

beforeEach(() => jest.spyOn(process.stdout, 'write').mockReturnValue(true));

test.each(SCENARIOS.filter(({ route }) => route.token === 'access'))('$name: the access token alone says whose account it is', async ({ route, body, replies }) => {
  const { handler, script, called, input } = load(route.function);
  script(replies);
  const event = eventOf(route, { body: { ...SOMEBODY_ELSE, ...body }, raw: { queryStringParameters: SOMEBODY_ELSE, pathParameters: SOMEBODY_ELSE } });
  expect(Object.keys(route.responses)).toContain(String((await handler(event)).statusCode));
  expect(called().length).toBeGreaterThan(0);
  for (const operation of called()) {
    const sent = input(operation as Operation);
    expect(sent.AccessToken).toBe(ACCESS_TOKEN);
    expect(JSON.stringify(sent)).not.toMatch(/eve|Other|00000000-/);
  }
});
