import { served } from './stack';

describe('a function with environments that are kept ready', () => {
  const stack = served({ functions: { login: { provisionedConcurrentExecutions: 1 } } });

  test('answers by its alias', async () => {
    const credentials = { email: 'jane@example.com', password: 'Correct-Horse-7' };
    await stack().post('/signup', credentials);
    expect(await stack().post('/login', credentials)).toMatchObject({ status: 200, json: { message: 'Success' } });
  });
});
