import Ajv2020 from 'ajv/dist/2020';
import AjvDraft04 from 'ajv-draft-04';
import { aws_apigateway as apigateway, aws_cognito as cognito } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PublicRouteOptions, TokenUse } from '../../src';
import { build, newAuth } from '../custom-routes/support';
import { methods, resources } from '../support/synth';

const { ARRAY, INTEGER, NULL, NUMBER, OBJECT, STRING } = apigateway.JsonSchemaType;

const order: apigateway.JsonSchema = { title: 'Order', type: OBJECT, properties: { count: { type: INTEGER } }, required: ['count'] };

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly parameters?: readonly object[];
  readonly security: readonly Record<string, readonly string[]>[];
  readonly requestBody?: { readonly required: boolean; readonly content: Record<string, { readonly schema: any }> };
  readonly responses: Record<string, Answer>;
}

interface Answer {
  readonly description: string;
  readonly content?: Record<string, { readonly schema?: any }>;
  readonly headers?: object;
}

/** `POST /user/login` and so on, with the operations. */
function operations(document: any): Record<string, Operation> {
  return Object.fromEntries(Object.entries<Record<string, Operation>>(document.paths)
    .flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation])));
}

/** The operation of a single route. */
function operationOf(options: PublicRouteOptions, route = 'POST /orders', given: Parameters<typeof newAuth>[0] = {}): Operation {
  const { auth, handler } = newAuth(given);
  auth.addPublicRoute('orders', { methods: ['POST'], ...options.integration ? {} : { handler }, ...options });
  return operations(auth.openApi())[route];
}

describe('the document', () => {
  const { auth, template } = build((api, handler) => {
    api.addPublicRoute('menu', { handler, operationName: 'readMenu', summary: 'What there is' });
    api.addPrivateRoute('orders', { handler, methods: ['GET', 'HEAD'], responseSchemas: { 200: { type: ARRAY, items: order } } });
    api.addPrivateRoute('orders', { handler, methods: ['POST'], operationName: 'placeOrder', requestSchema: order });
    api.addPrivateRoute('orders/{id}/lines/{line}', { handler, methods: ['PUT', 'PATCH'], requestSchema: { type: ARRAY } });
    api.addPrivateRoute('files/{path+}', { handler, tokenUse: TokenUse.ACCESS });
    api.addPrivateRoute('scoped', { handler, tokenUse: TokenUse.ACCESS, authorizationScopes: ['orders/read', 'orders/write'] });
    api.addPrivateRoute('reports', { handler, allowedGroups: ['admins', 'auditors'] });
    api.addPrivateRoute('vault', { handler, tokenUse: TokenUse.ACCESS, revocationCheck: true });
    api.addPrivateRoute('user/login', { handler });
    api.addPublicRoute('anything', { handler, methods: ['ANY'] });
    api.addPrivateRoute('anything', { handler, methods: ['DELETE'] });
    api.addPrivateRoute('something', { handler, methods: ['DELETE'] });
    api.addPublicRoute('something', { handler, methods: ['ANY'] });
  });
  const document = auth.openApi();
  const documented = operations(document);

  /** Of every method, with the names that a document has for them. */
  const deployed = Object.fromEntries(Object.entries(methods(template)).filter(([route]) => !route.startsWith('OPTIONS')).flatMap(([route, method]) => {
    const [verb, path] = route.replace('+}', '}').split(' ');
    const rest = ['GET', 'POST', 'PUT', 'PATCH', 'HEAD'];
    return (verb === 'ANY' ? rest : [verb]).map((one) => [`${one} ${path}`, method] as const);
  }));

  /** Which token opens a method, and which of several names it must have. */
  function wanted({ AuthorizationType, AuthorizationScopes, AuthorizerId }: Record<string, any>): Record<string, readonly string[]>[] {
    const alternatives = (token: string, names: readonly string[] = []) =>
      names.length > 0 ? names.map((name) => ({ [token]: [name] })) : [{ [token]: [] }];
    const beyondLogin = (scopes?: readonly string[]) => scopes?.filter((scope) => scope !== 'aws.cognito.signin.user.admin');
    if (AuthorizationType === 'NONE') return [];
    if (AuthorizationType === 'COGNITO_USER_POOLS') return alternatives(AuthorizationScopes ? 'accessToken' : 'idToken', beyondLogin(AuthorizationScopes));
    const uri = JSON.stringify(resources(template, 'AWS::ApiGateway::Authorizer')[AuthorizerId.Ref].Properties.AuthorizerUri);
    const [, { Properties }] = Object.entries(resources(template, 'AWS::Lambda::Function')).find(([id]) => uri.includes(`"${id}"`))!;
    const { TOKEN_USE, ALLOWED_GROUPS = '[]' } = Properties.Environment.Variables;
    return alternatives(`${TOKEN_USE}Token`, JSON.parse(ALLOWED_GROUPS));
  }

  test('has the methods of the template and no others, with the tokens, scopes and groups of their authorizers', () => {
    expect(Object.keys(documented).sort()).toEqual(Object.keys(deployed).sort());
    expect(Object.keys(deployed).length).toBeGreaterThan(25);
    for (const [route, method] of Object.entries(deployed)) expect([route, documented[route].security]).toEqual([route, wanted(method)]);
    expect(documented['GET /reports'].security).toEqual([{ idToken: ['admins'] }, { idToken: ['auditors'] }]);
    expect(documented['GET /scoped'].security).toEqual([{ accessToken: ['orders/read'] }, { accessToken: ['orders/write'] }]);
  });

  test('calls operations what their methods are called', () => {
    for (const [route, { OperationName }] of Object.entries(deployed)) expect([route, documented[route].operationId]).toEqual([route, OperationName]);
    expect(documented['GET /menu']).toMatchObject({ operationId: 'readMenu', summary: 'What there is' });
  });

  test('has the parameters of each path', () => {
    for (const [route, { parameters = [] }] of Object.entries(documented)) {
      const names = [...route.matchAll(/\{(.*?)\}/g)].map(([, name]) => name);
      expect(parameters).toEqual(names.map((name) => expect.objectContaining({ name, in: 'path', required: true, schema: { type: 'string' } })));
    }
    expect(documented['GET /files/{path}'].parameters).toEqual([expect.objectContaining({ name: 'path', description: 'The rest of the path, slashes included' })]);
  });

  test('has a body where the gateway checks one, whatever type it is said to have', () => {
    for (const [route, method] of Object.entries(deployed)) {
      const checked = method.RequestValidatorId !== undefined;
      expect([route, documented[route].requestBody !== undefined]).toEqual([route, checked]);
      expect([route, Object.keys(method.RequestModels ?? {}).length]).toEqual([route, checked ? 1 : 0]);
    }
    expect(Object.keys(deployed['POST /orders'].RequestModels)).toEqual(['$default']);
    expect(deployed['PUT /orders/{id}/lines/{line}'].RequestModels).toEqual(deployed['PATCH /orders/{id}/lines/{line}'].RequestModels);
    expect(documented['POST /orders'].requestBody).toEqual({ required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } });
  });

  test('calls an object by its title, wherever it stands', () => {
    expect(document.components.schemas.Order).toEqual(order);
    expect(documented['GET /orders'].responses['200'].content!['application/json'].schema).toEqual({ type: 'array', items: { $ref: '#/components/schemas/Order' } });
  });

  test('says that an answer to HEAD has no body', () => {
    expect(Object.values(documented['HEAD /orders'].responses).filter(({ content }) => content)).toEqual([]);
    expect(Object.keys(documented['HEAD /orders'].responses)).toEqual(Object.keys(documented['GET /orders'].responses));
  });

  test('names no operation twice and resolves in every part', () => {
    const text = JSON.stringify(document);
    const ids = Object.values(documented).flatMap(({ operationId }) => operationId ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const ajv = new Ajv2020({ strict: false, schemas: [{ $id: 'document', ...document } as object] });
    for (const [, pointer] of text.matchAll(/"\$ref":"#(.*?)"/g)) expect(ajv.compile({ $ref: `document#${pointer}` })).toBeInstanceOf(Function);
  });
});

describe('the answers', () => {
  const codes = ({ responses }: Operation) => Object.fromEntries(Object.entries(responses)
    .flatMap(([status, { content }]) => content?.['application/problem+json'] ? [[status, content['application/problem+json'].schema.properties.code.enum]] : []));

  const always = {
    403: ['forbidden', 'invalid_request'], 429: ['rate_limited'], 500: ['internal_error'], 502: ['internal_error'], 504: ['internal_error'],
  };

  test('are any where no schema is given, beside the errors of the gateway', () => {
    const operation = operationOf({ methods: ['GET'] }, 'GET /orders');
    expect(operation.responses.default).toEqual({ description: 'What the route answers', content: { '*/*': {} } });
    expect(codes(operation)).toEqual(always);
    expect(operation.responses['429'].headers).toHaveProperty('Retry-After');
  });

  test('have the errors of what the gateway checks', () => {
    expect(codes(operationOf({ requestSchema: order }))).toEqual({ ...always, 400: ['invalid_request'], 413: ['payload_too_large'] });
    expect(codes(operationOf({ integration: new apigateway.MockIntegration() }))).toEqual({ ...always, 413: ['payload_too_large'], 415: ['invalid_request'] });
    const { auth, handler } = newAuth();
    auth.addPrivateRoute('orders', { handler });
    expect(codes(operations(auth.openApi())['GET /orders'])).toEqual({ ...always, 401: ['unauthorized'] });
  });

  test('are those that have a schema, where one is given', () => {
    const { responses } = operationOf({
      summary: 'Places an order',
      responseSchemas: { 201: order, 204: {}, 403: { description: 'Closed', type: OBJECT }, 404: { description: 'No such dish', type: OBJECT } },
    });
    expect(responses).not.toHaveProperty('default');
    expect(responses['201']).toEqual({ description: 'Places an order', content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } });
    expect(responses['204']).toEqual({ description: 'Places an order' });
    expect(responses['404'].description).toBe('No such dish');
    expect(responses['403'].description).toBe('Closed; or Forbidden: `forbidden`, `invalid_request`');
    expect(Object.keys(responses['403'].content!)).toEqual(['application/json', 'application/problem+json']);
  });

  test('have no shape of the gateway\'s errors where those are left as they are', () => {
    const { responses } = operationOf({}, 'POST /orders', { gatewayResponses: false });
    expect(responses['429']).toEqual({ description: 'Too Many Requests' });
    expect(responses['502']).toEqual({ description: 'Bad Gateway' });
  });
});

test('groups that are known only at the deployment are not told', () => {
  const { stack, auth, handler } = newAuth();
  const { ref } = new cognito.CfnUserPoolGroup(stack, 'Admins', { userPoolId: auth.userPool.userPoolId });
  auth.addPrivateRoute('reports', { handler, allowedGroups: [ref] });
  expect(operations(auth.openApi())['GET /reports'].security).toEqual([{ idToken: [] }]);
});

describe('a schema means the same in the document as in the model', () => {
  const line: apigateway.JsonSchema = { type: OBJECT, properties: { next: { ref: '#/definitions/line' } }, additionalProperties: false };
  const good = Symbol('fits');
  const bad = Symbol('does not fit');

  test.each<[string, apigateway.JsonSchema, [symbol, unknown][]]>([
    ['exclusive limits', { type: INTEGER, minimum: 1, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: true },
      [[bad, 1], [good, 2], [good, 4], [bad, 5]]],
    ['limits that are said not to be exclusive', { minimum: 1, exclusiveMinimum: false, maximum: 5, exclusiveMaximum: false },
      [[bad, 0], [good, 1], [good, 5], [bad, 6]]],
    ['a list of items', { type: ARRAY, items: [{ type: STRING }, { type: NUMBER }], additionalItems: false },
      [[good, ['a', 1]], [good, ['a']], [bad, [1, 'a']], [bad, ['a', 1, 2]]]],
    ['a list of items with a schema for more', { items: [{ type: STRING }], additionalItems: { type: NUMBER } },
      [[good, ['a', 1, 2]], [bad, ['a', 'b']]]],
    ['one schema for all items, beside which there is no more', { items: { type: STRING }, additionalItems: false, minItems: 1, maxItems: 2, uniqueItems: true },
      [[good, ['a', 'b']], [bad, ['a', 'a']], [bad, []], [bad, ['a', 'b', 'c']], [bad, [1]]]],
    ['dependencies', { dependencies: { a: ['b'], c: { required: ['d'] } } },
      [[good, { a: 1, b: 1 }], [bad, { a: 1 }], [good, { c: 1, d: 1 }], [bad, { c: 1 }]]],
    ['definitions, of themselves too', { ref: '#/definitions/line', definitions: { line } },
      [[good, { next: { next: {} } }], [bad, { next: { nest: {} } }], [bad, 'line']]],
    ['several types, and what they are combined of', { type: [STRING, NULL], anyOf: [{ pattern: '^a' }, { type: NULL }], not: { enum: ['ab'] } },
      [[good, 'a'], [good, null], [bad, 'b'], [bad, 'ab'], [bad, 1]]],
    ['properties that are called like members of a schema', {
      type: OBJECT,
      properties: { items: { type: STRING }, exclusiveMinimum: { type: INTEGER, minimum: 0 }, definitions: { type: STRING } },
      patternProperties: { '^x-': { type: NUMBER, multipleOf: 2 } },
      additionalProperties: { type: STRING, minLength: 2, maxLength: 3 },
    }, [[good, { ...{ items: 'a', exclusiveMinimum: 0, definitions: 'b', b: 'ab' }, 'x-a': 4 }], [bad, { items: 1 }], [bad, { 'x-a': 3 }], [bad, { b: 'a' }]]],
    ['an id and a dialect, which no other part refers to', { schema: apigateway.JsonSchemaVersion.DRAFT4, id: 'https://example.com/order', type: STRING },
      [[good, 'a'], [bad, 1]]],
    ['alternatives, all of which count', { allOf: [{ required: ['a'] }, { minProperties: 1, maxProperties: 2 }], oneOf: [{ required: ['b'] }, { required: ['c'] }] },
      [[good, { a: 1, b: 1 }], [bad, { a: 1, b: 1, c: 1 }], [bad, { b: 1 }], [bad, { a: 1 }]]],
    ['an object by its title, within another one', { title: 'Basket', type: OBJECT, properties: { order } },
      [[good, { order: { count: 1 } }], [bad, { order: {} }]]],
  ])('%s', (_, requestSchema, values) => {
    const { stack, auth, handler } = newAuth();
    auth.addPublicRoute('orders', { methods: ['POST'], handler, requestSchema });
    const template = Template.fromStack(stack);
    const model = resources(template, 'AWS::ApiGateway::Model')[methods(template)['POST /orders'].RequestModels.$default.Ref].Properties.Schema;
    const atGateway = new AjvDraft04({ strict: false }).compile(model);
    const document = auth.openApi();
    const { schema } = operations(document)['POST /orders'].requestBody!.content['application/json'];
    const inDocument = new Ajv2020({ strict: false, schemas: [{ $id: 'document', ...document } as object] })
      .compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/')));
    for (const [fits, value] of values) {
      const verdict = fits === good;
      expect({ value, atGateway: atGateway(value), inDocument: inDocument(value) }).toEqual({ value, atGateway: verdict, inDocument: verdict });
    }
  });
});
