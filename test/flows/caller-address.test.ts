import { newEmail, PASSWORD } from './accounts';
import { serve } from './stack';
import { ScriptedCognito } from '../errors/scripted-cognito';

/* Cognito judges logins by where they come from, so that must not be for the caller to say. */

test('an address that the caller claims to come from is not believed', async () => {
  const cognito = await new ScriptedCognito().start();
  const stack = await serve({}, undefined, { cognitoEndpointOf: () => cognito.url });
  try {
    cognito.script({ AdminInitiateAuth: [{ status: 400, body: { __type: 'NotAuthorizedException' } }] });
    const claims = { 'X-Forwarded-For': '203.0.113.9', 'X-Real-IP': '203.0.113.9', 'Forwarded': 'for=203.0.113.9', 'User-Agent': 'Example/1' };
    const { status } = await stack.call('POST', '/login', { body: { email: newEmail(), password: PASSWORD }, headers: claims });
    expect(status).toBe(401);
    const { input } = cognito.received.find(({ operation }) => operation === 'AdminInitiateAuth')!;
    expect(input.ContextData.IpAddress).toBe('127.0.0.1');
    expect(input.ContextData.HttpHeaders).toContainEqual({ headerName: 'user-agent', headerValue: 'Example/1' });
    expect(JSON.stringify(input)).not.toContain('203.0.113.9');
  } finally {
    await stack.close();
    await cognito.close();
  }
});
