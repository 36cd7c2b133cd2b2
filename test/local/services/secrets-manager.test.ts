import { readAssemblyStack } from '../../../local/assembly/cloud-assembly';
import { StackResources } from '../../../local/assembly/stack-resources';
import { readSecrets } from '../../../local/services/template-secrets';
import { LocalStack, startLocalStack } from '../../../local/stack';
import { inlineFunction, Resources, role, templateAssembly } from '../support/template-assembly';

const att = (logicalId: string, attribute: string) => ({ 'Fn::GetAtt': [logicalId, attribute] });
const POOL = { Type: 'AWS::Cognito::UserPool', Properties: {} };
const client = (properties: object = { GenerateSecret: true }) => ({ Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Pool' }, ...properties } });
const secret = (properties: object) => ({ Type: 'AWS::SecretsManager::Secret', Properties: properties });

/** Asks for a secret with the credentials of its environment, or without a signature, and answers what it got. */
const READER = `
exports.handler = async ({ queryStringParameters }) => {
  const q = queryStringParameters || {};
  const send = (SecretId, rest) => fetch(process.env.AWS_ENDPOINT_URL_SECRETS_MANAGER, {
    method: 'POST',
    headers: {
      'x-amz-target': 'secretsmanager.' + (q.operation || 'GetSecretValue'),
      'content-type': 'application/x-amz-json-1.1',
      ...q.unsigned ? {} : { authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20300101/us-east-1/secretsmanager/aws4_request, SignedHeaders=host, Signature=0' },
    },
    body: JSON.stringify({ SecretId, ...rest }),
  });
  const answer = await send(q.id || process.env.SECRET, q.stage ? { VersionStage: q.stage } : {});
  return { statusCode: answer.status, body: await answer.text() };
};`;

const method = (name: string): Resources => ({
  [`Resource${name}`]: { Type: 'AWS::ApiGateway::Resource', Properties: { RestApiId: { Ref: 'Api' }, ParentId: att('Api', 'RootResourceId'), PathPart: name.toLowerCase() } },
  [`Method${name}`]: {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      RestApiId: { Ref: 'Api' },
      ResourceId: { Ref: `Resource${name}` },
      HttpMethod: 'GET',
      AuthorizationType: 'NONE',
      Integration: {
        Type: 'AWS_PROXY',
        IntegrationHttpMethod: 'POST',
        Uri: { 'Fn::Sub': `arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${name}.Arn}/invocations` },
      },
    },
  },
  [`Permission${name}`]: {
    Type: 'AWS::Lambda::Permission',
    Properties: { Action: 'lambda:InvokeFunction', FunctionName: att(name, 'Arn'), Principal: 'apigateway.amazonaws.com' },
  },
});

const APP: Resources = {
  Pool: POOL,
  Client: client(),
  ClientSecret: secret({ Name: 'app/client-secret', SecretString: att('Client', 'ClientSecret') }),
  Empty: secret({}),
  Other: secret({ GenerateSecretString: {} }),
  Role: role({ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: [{ Ref: 'ClientSecret' }, { Ref: 'Empty' }] }),
  Reader: inlineFunction(READER, { Environment: { Variables: { SECRET: { Ref: 'ClientSecret' }, OTHER: { Ref: 'Other' } } } }),
  OtherRole: role(),
  Stranger: inlineFunction(READER, { Role: att('OtherRole', 'Arn'), Environment: { Variables: { SECRET: { Ref: 'ClientSecret' } } } }),
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'api' } },
  Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } },
  Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, DeploymentId: { Ref: 'Deployment' }, StageName: 'prod' } },
  ...method('Reader'),
  ...method('Stranger'),
};

const secretsOf = (resources: Resources) => readSecrets(new StackResources(readAssemblyStack(templateAssembly(resources))));

describe('a function', () => {
  let stack: LocalStack;
  beforeAll(async () => { stack = await startLocalStack({ assembly: templateAssembly(APP) }); });
  afterAll(() => stack.close());
  const ask = async (path: string) => {
    const response = await fetch(`${stack.url}${path}`);
    return { status: response.status, body: await response.json() as Record<string, unknown> };
  };
  const value = async (path = '/reader') => (await ask(path)).body;

  test('reads the secret that its role allows, by ARN, by ARN without its ending, and by name', async () => {
    const found = await value();
    expect(found).toEqual({
      ARN: expect.stringMatching(/^arn:aws:secretsmanager:us-east-1:123456789012:secret:app\/client-secret-\w{6}$/),
      CreatedDate: expect.any(Number),
      Name: 'app/client-secret',
      SecretString: expect.stringMatching(/^[a-z0-9]{52}$/),
      VersionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      VersionStages: ['AWSCURRENT'],
    });
    expect(found.SecretString).toBe([...[...stack.cognito.userPools.values()][0].clients.values()][0].secret);
    expect(await value(`/reader?id=${String(found.ARN).slice(0, -7)}`)).toEqual(found);
    expect(await value('/reader?id=app/client-secret&stage=AWSCURRENT')).toEqual(found);
  });

  test('is denied what its role does not allow, whether or not it exists', async () => {
    const denied = { status: 400, body: expect.objectContaining({ __type: 'AccessDeniedException', message: expect.stringContaining('is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:') }) };
    expect(await ask('/stranger')).toEqual(denied);
    expect(await ask('/stranger?id=nowhere')).toEqual(denied);
    expect(await ask('/reader?id=nowhere')).toEqual(denied);
  });

  test('is told what is not there', async () => {
    const error = async (query: string) => {
      const { __type, message } = (await ask(`/reader?${query}`)).body;
      return [__type, message];
    };
    expect(await error('stage=AWSPREVIOUS')).toEqual(['ResourceNotFoundException', "Secrets Manager can't find the specified secret value for staging label: AWSPREVIOUS"]);
    expect(await error('operation=PutSecretValue')).toEqual(['UnknownOperationException', 'The local stack serves GetSecretValue of Secrets Manager, and not PutSecretValue']);
    expect(await error('id=Stack-Empty')).toEqual([
      'ResourceNotFoundException', "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    ]);
    expect((await error('unsigned=1'))[0]).toBe('ServiceNotServedLocally');
  });
});

describe('a secret of the template', () => {
  test('has a generated name where it has none', () => {
    expect(secretsOf({ Secret: secret({ SecretString: 'x' }) })).toEqual([
      { name: 'Stack-Secret', arn: expect.stringMatching(/:secret:Stack-Secret-\w{6}$/), value: 'x' },
    ]);
  });

  const generated = (GenerateSecretString: object) => secretsOf({ Secret: secret({ GenerateSecretString }) })[0].value ?? '';

  test('is generated as it is asked to', () => {
    const value = generated({});
    expect(value).toHaveLength(32);
    [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].forEach((type) => expect(value).toMatch(type));
    expect(generated({})).not.toBe(value);
    expect(generated({ PasswordLength: '64', ExcludePunctuation: true, ExcludeUppercase: 'true', ExcludeCharacters: 'abc0' })).toMatch(/^[d-z1-9]{64}$/);
    expect(JSON.parse(generated({ SecretStringTemplate: '{"user":"x"}', GenerateStringKey: 'password' }))).toEqual({ user: 'x', password: expect.any(String) });
  });

  test.each<[string, object, string]>([
    ['two values', { SecretString: 'x', GenerateSecretString: {} }, 'has both SecretString and GenerateSecretString'],
    ['a template without a key', { GenerateSecretString: { SecretStringTemplate: '{}' } }, 'needs both GenerateStringKey and SecretStringTemplate'],
    ['a template that is no object', { GenerateSecretString: { SecretStringTemplate: '[', GenerateStringKey: 'x' } }, 'has a SecretStringTemplate that is not a JSON object'],
    ['no characters', { GenerateSecretString: { PasswordLength: 2 } }, 'has a GenerateSecretString that leaves no characters'],
    ['an unknown option', { GenerateSecretString: { Odd: 1 } }, "has the property 'GenerateSecretString.Odd'"],
  ])('with %s is refused', (_name, properties, message) => {
    expect(() => secretsOf({ Secret: secret(properties) })).toThrow(message);
  });

  test('cannot be that of a client without one', async () => {
    const assembly = templateAssembly({ Pool: POOL, Client: client({}), Secret: secret({ SecretString: att('Client', 'ClientSecret') }) });
    await expect(startLocalStack({ assembly })).rejects.toThrow('Client (AWS::Cognito::UserPoolClient) has no ClientSecret, as its GenerateSecret is not true');
  });
});
