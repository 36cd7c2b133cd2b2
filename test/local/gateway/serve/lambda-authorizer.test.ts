import { Duration, Stack } from 'aws-cdk-lib';
import { IdentitySource, LambdaIntegration, RequestAuthorizer, RestApi, TokenAuthorizer } from 'aws-cdk-lib/aws-apigateway';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { runningStack } from '../../support/running-stack';

/** Decides by the caller's own word, and tells how often it was asked. */
const DECIDE = `
let asked = 0;
exports.handler = async (event) => {
  asked += 1;
  const word = event.type === 'TOKEN' ? event.authorizationToken : event.headers['X-Word'];
  if (word === 'unauthorized') throw new Error('Unauthorized');
  if (word === 'boom') throw new Error('boom');
  if (word === 'nobody') return { policyDocument: {} };
  const Effect = word === 'deny' ? 'Deny' : 'Allow';
  const Resource = word === 'elsewhere' ? 'arn:aws:execute-api:*:*:*/*/GET/other' : word === 'exact' ? event.methodArn : '*';
  const context = word === 'object' ? { nested: {} } : { asked, flag: true, type: event.type, resource: event.resource ?? '', path: event.path ?? '' };
  return { principalId: 'jane', policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] }, context };
};`;
const ECHO = 'exports.handler = async ({ requestContext }) => ({ statusCode: 200, body: JSON.stringify(requestContext.authorizer) });';

function build(stack: Stack): void {
  const inline = (id: string, source: string) => new LambdaFunction(stack, id, {
    code: Code.fromInline(source), handler: 'index.handler', runtime: Runtime.NODEJS_22_X,
  });
  const decide = inline('Decide', DECIDE);
  const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
  const integration = new LambdaIntegration(inline('Echo', ECHO));
  const token = new TokenAuthorizer(stack, 'Token', { handler: decide, resultsCacheTtl: Duration.seconds(30), validationRegex: '[a-z]+' });
  const identitySources = [IdentitySource.header('X-Word'), IdentitySource.queryString('tenant')];
  const request = new RequestAuthorizer(stack, 'Request', { handler: decide, identitySources, resultsCacheTtl: Duration.seconds(30) });
  const fresh = new RequestAuthorizer(stack, 'Fresh', { handler: decide, identitySources: [], resultsCacheTtl: Duration.seconds(0) });
  for (const path of ['token', 'token/{id}']) api.root.resourceForPath(path).addMethod('GET', integration, { authorizer: token });
  api.root.addResource('request').addMethod('GET', integration, { authorizer: request });
  api.root.addResource('fresh').addMethod('GET', integration, { authorizer: fresh });
  for (const service of ['apigateway', 'lambda']) {
    // CDK gives the role a policy for the function, and the function no permission.
    const assumeRole = new Role(stack, `Role-${service}`, { assumedBy: new ServicePrincipal(`${service}.amazonaws.com`) });
    const authorizer = new TokenAuthorizer(stack, `By-${service}`, { handler: decide, assumeRole });
    api.root.addResource(`under-role-of-${service}`).addMethod('GET', integration, { authorizer });
  }
}

const local = runningStack(build);
const get = async (path: string, headers: Record<string, string> = {}) => local.send('GET', path, { headers });
const byToken = async (word: string, path = '/token') => get(path, { Authorization: word });

test('what the function says of the caller reaches the method, each value as text', async () => {
  const answer = await byToken('jane');
  expect(answer.status).toBe(200);
  expect(answer.json()).toEqual({ asked: expect.any(String), flag: 'true', type: 'TOKEN', resource: '', path: '', principalId: 'jane', integrationLatency: expect.any(Number) });
});

test.each([
  ['unauthorized', 401, 'Unauthorized'],
  ['NOT-THE-PATTERN', 401, 'Unauthorized'],
  ['deny', 403, 'User is not authorized to access this resource with an explicit deny'],
  ['elsewhere', 403, 'User is not authorized to access this resource'],
])('a caller that it refuses by %s gets a %d', async (word, status, message) => {
  const answer = await byToken(word);
  expect([answer.status, answer.json().message]).toEqual([status, message]);
});

test.each(['boom', 'nobody', 'object'])('no door opens where it fails by %s', async (word) => {
  expect((await byToken(word)).status).toBe(500);
  expect(local.lines.join('\n')).toContain('the authorizer arn:aws:lambda');
});

test('without a token it is not asked', async () => {
  expect((await get('/token')).status).toBe(401);
});

test('its answer is kept for the token, for every method of the authorizer, and for no longer than the template says', async () => {
  const asked = async (path: string) => (await byToken('keeper', path)).json().asked;
  const first = await asked('/token');
  expect(await asked('/token/1')).toBe(first);
  local.stack().clock.advance(31_000);
  expect(await asked('/token')).not.toBe(first);
});

test('a kept answer that allows one method refuses another, as on AWS', async () => {
  expect((await byToken('exact', '/token/1')).status).toBe(200);
  expect((await byToken('exact', '/token/2')).status).toBe(403);
});

test('a REQUEST authorizer sees the request, and wants every identity source', async () => {
  const answer = await get('/request?tenant=a', { 'X-Word': 'jane' });
  expect(answer.json()).toMatchObject({ type: 'REQUEST', resource: '/request', path: '/request' });
  expect((await get('/request', { 'X-Word': 'jane' })).status).toBe(401);
  expect((await get('/request?tenant=a', { 'X-Word': 'jane' })).json().asked).toBe(answer.json().asked);
  expect((await get('/request?tenant=b', { 'X-Word': 'jane' })).json().asked).not.toBe(answer.json().asked);
});

test('without kept answers it is asked at every request', async () => {
  const first = (await get('/fresh', { 'X-Word': 'jane' })).json().asked;
  expect((await get('/fresh', { 'X-Word': 'jane' })).json().asked).not.toBe(first);
});

test('under a role that API Gateway may assume it is asked, and under another it is a server error, of which the log says why', async () => {
  expect((await byToken('jane', '/under-role-of-apigateway')).json()).toMatchObject({ principalId: 'jane' });
  expect((await byToken('jane', '/under-role-of-lambda')).status).toBe(500);
  const source = 'arn:aws:execute-api:us-east-1:123456789012:[a-z0-9]{10}/authorizers/[a-z0-9]{10}';
  const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:Fixture-Decide\\w+';
  expect(local.lines.at(-1)).toMatch(new RegExp(
    `^gateway: the role 'Rolelambda\\w+' does not let ${source} invoke ${lambda}: its trust policy does not let apigateway.amazonaws.com assume it$`));
});
