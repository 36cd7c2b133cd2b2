import { send } from './support/http';
import { clientOf, JANE, passwordPool, passwordStack } from './support/password-stack';
import { inlineFunction, Resources, role, templateAssembly } from './support/template-assembly';

/** An API with one open route, whose function has this source. */
function withRoute(source: string): Resources {
  return {
    ...passwordPool,
    Role: role(),
    Fn: inlineFunction(source, { Timeout: 10 }),
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: 'Fn' }, Principal: 'apigateway.amazonaws.com' },
    },
    Api: { Type: 'AWS::ApiGateway::RestApi' },
    Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, StageName: 'dev' } },
    Get: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId: { Ref: 'Api' },
        HttpMethod: 'GET',
        ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
        Integration: { Type: 'AWS_PROXY', Uri: { 'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations' } },
      },
    },
  };
}

/** The pool with other settings. */
const poolWith = (properties: object): Resources =>
  ({ ...passwordPool, Pool: { ...passwordPool.Pool, Properties: { ...passwordPool.Pool.Properties, ...properties } } });

const answering = (body: string, first = '') => `exports.handler = async () => { ${first} return { statusCode: 200, body: ${JSON.stringify(body)} }; };`;

test('a new version answers at the same address, and its predecessor\'s users are logged in as before', async () => {
  const stack = await passwordStack({ assembly: templateAssembly(withRoute(answering('one'))), users: [JANE] });
  const { AuthenticationResult: tokens } = await clientOf(stack).logIn();
  expect((await send('GET', `${stack.url}/`)).text).toBe('one');
  await stack.update(templateAssembly(withRoute(answering('two'))));
  expect((await send('GET', `${stack.url}/`)).text).toBe('two');
  await clientOf(stack).logIn();
  expect((await clientOf(stack).whoAmI(tokens.AccessToken)).Username).toEqual(expect.any(String));
  await clientOf(stack).refresh(tokens.RefreshToken);
});

test('settings of the pool are the new version\'s', async () => {
  const stack = await passwordStack({ users: [JANE] });
  await stack.update(templateAssembly(poolWith({ Policies: { PasswordPolicy: { MinimumLength: 20 } } })));
  await clientOf(stack).logIn();
  await expect(stack.users.create({ email: 'joe@example.com', password: 'staple-correct' })).rejects.toThrow('Password not long enough');
});

test('users whose pool signs in by other names are found by these, and it is said that AWS would lose them', async () => {
  const lines: string[] = [];
  const stack = await passwordStack({ users: [{ ...JANE, attributes: { phone_number: '+4912345' } }], log: (line) => lines.push(line) });
  await stack.update(templateAssembly(poolWith({ UsernameAttributes: ['phone_number'] })));
  await clientOf(stack).logIn({ ...JANE, email: '+4912345' });
  expect(lines).toEqual([expect.stringMatching(/^cognito: users of us-east-1_\w{9} sign in by other names now; on AWS this change makes a new pool without them$/)]);
});

test('a version that cannot be served changes nothing', async () => {
  const stack = await passwordStack({ assembly: templateAssembly(withRoute(answering('one'))), users: [JANE] });
  await expect(stack.update(templateAssembly({ ...withRoute(answering('two')), Rule: { Type: 'AWS::WAF::Rule' } })))
    .rejects.toThrow('Rule (AWS::WAF::Rule) is of a type that the local stack does not serve');
  expect((await send('GET', `${stack.url}/`)).text).toBe('one');
  await clientOf(stack).logIn();
});

test('a request under way ends in the version that it began in, and its processes end with it', async () => {
  const pids: number[] = [];
  const stack = await passwordStack({
    assembly: templateAssembly(withRoute(answering('one', 'await new Promise((resolve) => setTimeout(resolve, 500));'))),
    onFunctionStart: ({ pid }) => pids.push(pid),
  });
  const slow = send('GET', `${stack.url}/`);
  while (pids.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  await stack.update(templateAssembly(withRoute(answering('two'))));
  expect((await slow).text).toBe('one');
  expect(() => process.kill(pids[0], 0)).toThrow();
});

test('an end during an update leaves nothing running', async () => {
  const stack = await passwordStack();
  const update = stack.update(templateAssembly(withRoute(answering('two'))));
  await stack.close();
  await update;
  await expect(send('GET', `${stack.url}/`)).rejects.toThrow();
});
