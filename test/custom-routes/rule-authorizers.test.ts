import { Duration, Token, aws_cognito as cognito } from 'aws-cdk-lib';
import { build, refuses } from './support';
import { TokenUse } from '../../src';
import { only, resources, synth } from '../support/synth';

const lambdaAuthorizers = (template: Parameters<typeof resources>[0]) =>
  Object.values(resources(template, 'AWS::ApiGateway::Authorizer')).map(({ Properties }) => Properties).filter(({ Type }) => Type === 'TOKEN');
const rules = (template: Parameters<typeof resources>[0]) => Object.values(resources(template, 'AWS::Lambda::Function'))
  .filter(({ Properties }) => /^Decides/.test(Properties.Description ?? ''))
  .map(({ Properties: { Environment: { Variables: { USER_POOL_ID: pool, ALLOWED_CLIENT_IDS: clients, ...rule } } } }) => {
    expect(pool).toEqual({ Ref: 'AuthUserPool8115E87F' });
    expect(clients).toEqual({ Ref: 'AuthUserPoolClient0AA456E4' });
    return rule;
  });

test('a rule is one authorizer with one function, however many routes have it, in whatever order', () => {
  const { template, methods: found } = build((auth, handler) => {
    auth.addPrivateRoute('reports', { handler, methods: ['GET', 'POST'], allowedGroups: ['admins', 'auditors'] });
    auth.addPrivateRoute('audits', { handler, allowedGroups: ['auditors', 'admins'] });
    auth.addPrivateRoute('orders', { handler });
  });
  expect(lambdaAuthorizers(template)).toEqual([expect.objectContaining({ AuthorizerResultTtlInSeconds: 60, IdentitySource: 'method.request.header.Authorization' })]);
  expect(rules(template)).toEqual([{ TOKEN_USE: 'id', ALLOWED_GROUPS: '["admins","auditors"]' }]);
  expect(found['GET /reports'].AuthorizationType).toBe('CUSTOM');
  expect(found['GET /audits'].AuthorizerId).toEqual(found['GET /reports'].AuthorizerId);
  expect(found['GET /orders'].AuthorizationType).toBe('COGNITO_USER_POOLS');
  expect(found['OPTIONS /reports'].AuthorizationType).toBe('NONE');
});

test('rules that differ never share one, as the gateway keeps one answer for all methods of an authorizer', () => {
  const { template } = build((auth, handler) => {
    const access = { handler, tokenUse: TokenUse.ACCESS };
    auth.addPrivateRoute('a', { handler, allowedGroups: ['admins'] });
    auth.addPrivateRoute('b', { handler, allowedGroups: ['auditors'] });
    auth.addPrivateRoute('c', { ...access, allowedGroups: ['admins'] });
    auth.addPrivateRoute('d', { ...access, revocationCheck: true });
    auth.addPrivateRoute('e', { ...access, revocationCheck: true, authorizationScopes: ['e/read'] });
    auth.addPrivateRoute('f', { ...access, revocationCheck: true, resultsCacheTtl: Duration.seconds(0) });
  });
  const scope = '["aws.cognito.signin.user.admin"]';
  expect(rules(template)).toEqual([
    { TOKEN_USE: 'id', ALLOWED_GROUPS: '["admins"]' },
    { TOKEN_USE: 'id', ALLOWED_GROUPS: '["auditors"]' },
    { TOKEN_USE: 'access', ALLOWED_GROUPS: '["admins"]', AUTHORIZATION_SCOPES: scope },
    { TOKEN_USE: 'access', REVOCATION_CHECK: 'true', AUTHORIZATION_SCOPES: scope },
    { TOKEN_USE: 'access', REVOCATION_CHECK: 'true', AUTHORIZATION_SCOPES: '["e/read"]' },
    { TOKEN_USE: 'access', REVOCATION_CHECK: 'true', AUTHORIZATION_SCOPES: scope },
  ]);
  expect(lambdaAuthorizers(template).map(({ AuthorizerResultTtlInSeconds }) => AuthorizerResultTtlInSeconds)).toEqual([60, 60, 60, 60, 60, 0]);
});

test('names that are known at the deployment only give a rule the same id, whatever the app made before', () => {
  const idsAfter = (others: number) => {
    const { template } = build((auth, handler) => {
      for (let made = 0; made < others; made += 1) Token.asString({ Ref: `Other${made}` });
      const [admins, auditors] = ['Admins', 'Auditors'].map((id) => new cognito.CfnUserPoolGroup(auth, id, { userPoolId: auth.userPool.userPoolId }).ref);
      auth.addPrivateRoute('a', { handler, allowedGroups: [admins, auditors] });
      auth.addPrivateRoute('b', { handler, allowedGroups: [auditors, admins] });
    });
    return Object.keys(resources(template, 'AWS::ApiGateway::Authorizer'));
  };
  expect(idsAfter(0)).toHaveLength(3);
  expect(idsAfter(9)).toEqual(idsAfter(0));
});

test('a token is spelled in one way after Bearer, so that nobody has it decided anew by adding spaces', () => {
  const { template } = build((auth, handler) => auth.addPrivateRoute('reports', { handler, allowedGroups: ['admins'] }));
  const pattern = new RegExp(lambdaAuthorizers(template)[0].IdentityValidationExpression as string);
  expect(['a.b.c', 'Bearer a.b.c', 'Bearer  a.b.c', ' a.b.c'].map((header) => pattern.test(header))).toEqual([true, true, false, false]);
});

test('its function may write its log and nothing else', () => {
  const { template } = build((auth, handler) => auth.addPrivateRoute('a', { handler, allowedGroups: ['admins'] }));
  const [[, { Properties }]] = Object.entries(resources(template, 'AWS::IAM::Role')).filter(([id]) => id.startsWith('AuthAuthorizer'));
  expect(Properties.Policies.map(({ PolicyName }: { PolicyName: string }) => PolicyName)).toEqual(['Logs']);
  expect(Properties.ManagedPolicyArns).toBeUndefined();
});

test('its function runs as all functions do', () => {
  const { template } = build((auth, handler) => auth.addPrivateRoute('a', { handler, allowedGroups: ['admins'] }), {
    functionOptions: { memorySize: 1024 }, primeConnections: false,
  });
  const [found] = Object.values(resources(template, 'AWS::Lambda::Function')).filter(({ Properties }) => /^Decides/.test(Properties.Description ?? ''));
  expect(found.Properties).toMatchObject({ MemorySize: 1024, Environment: { Variables: { PRIME: 'off' } } });
});

test('options for its function are refused where no route has a rule when the app is synthesised', () => {
  const functions = { authorizer: { memorySize: 1024 } };
  expect(() => build((auth, handler) => auth.addPrivateRoute('a', { handler }), { functions }))
    .toThrow('\'functions.authorizer\' has no effect, as no route was added with \'allowedGroups\' or \'revocationCheck\'; leave it out');
  expect(() => build((auth, handler) => auth.addPrivateRoute('a', { handler, allowedGroups: ['admins'] }), { functions })).not.toThrow();
});

test('a refusal has the shape of the other errors, and nothing is added where no route has a rule', () => {
  const types = (template: Parameters<typeof only>[0]) => Object.values(resources(template, 'AWS::ApiGateway::GatewayResponse'))
    .map(({ Properties }) => Properties.ResponseType);
  const { template } = build((auth, handler) => {
    auth.addPrivateRoute('a', { handler, allowedGroups: ['admins'] });
    auth.addPrivateRoute('b', { handler, allowedGroups: ['guests'] });
  });
  expect(types(template)).toEqual(types(synth().template));
  expect(lambdaAuthorizers(synth().template)).toEqual([]);
});

describe('refusals', () => {
  const range = 'set it to whole seconds from 0 seconds to 1 hour';
  refuses([
    ["'allowedGroups' of /a is empty, so nobody could call it; name a group, or leave it out",
      (auth, handler) => auth.addPrivateRoute('a', { handler, allowedGroups: [] })],
    ["'allowedGroups' of /a has 'my group', which no group can be called; use 1 to 128 characters without spaces",
      (auth, handler) => auth.addPrivateRoute('a', { handler, allowedGroups: ['my group'] })],
    ["'revocationCheck' of /a needs the access token, the only one that Cognito can be asked about; set 'tokenUse' to ACCESS",
      (auth, handler) => auth.addPrivateRoute('a', { handler, revocationCheck: true })],
    ["'resultsCacheTtl' of /a has no effect without 'allowedGroups' or 'revocationCheck'; leave it out",
      (auth, handler) => auth.addPrivateRoute('a', { handler, resultsCacheTtl: Duration.minutes(1) })],
    [`'resultsCacheTtl' is 2 hours; ${range}`,
      (auth, handler) => auth.addPrivateRoute('a', { handler, allowedGroups: ['a'], resultsCacheTtl: Duration.hours(2) })],
  ]);
});
