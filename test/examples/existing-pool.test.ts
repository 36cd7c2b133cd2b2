import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthExample } from './synth-example';
import { LocalStack, startLocalStack } from '../../local/stack';

const assembly = mkdtempSync(join(tmpdir(), 'existing-pool-'));
afterAll(() => rmSync(assembly, { recursive: true, force: true }));

const credentials = { email: 'jane@example.com', password: 'Correct4Horse' };

test('existing-pool makes no pool or client beside those of the app, and who was there logs in', async () => {
  const template = synthExample('existing-pool', 'ExistingPool', assembly);
  template.resourceCountIs('AWS::Cognito::UserPool', 1);
  template.resourceCountIs('AWS::Cognito::UserPoolClient', 1);

  let local: LocalStack | undefined;
  try {
    local = await startLocalStack({ assembly, users: [credentials] });
    const post = async (path: string, body: object) => {
      const response = await fetch(`${local!.url}/user/${path}`, {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
      });
      return { status: response.status, json: await response.json() };
    };
    const { status, json: { refreshToken } } = await post('login', credentials);
    expect(status).toBe(200);
    expect(await post('token/refresh', { refreshToken })).toMatchObject({ status: 200, json: { idToken: expect.any(String) } });
    expect(await post('signup', { email: 'joe@example.com', password: 'Short4' })).toMatchObject({ status: 400, json: { code: 'weak_password' } });
  } finally {
    await local?.close();
  }
});
