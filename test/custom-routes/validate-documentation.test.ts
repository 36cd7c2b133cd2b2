import { aws_apigateway as apigateway, Lazy } from 'aws-cdk-lib';
import { newAuth, refuses } from './support';
import { CognitoPasswordAuthApi } from '../../src';

const { OBJECT, STRING } = apigateway.JsonSchemaType;
const token = Lazy.string({ produce: () => 'late' });
const late = 'but must be a literal value for the OpenAPI document; write the value';

type Handler = Parameters<Parameters<typeof refuses>[0][number][1]>[1];

/** Adds `POST /orders` with a schema that may be of no type that TypeScript lets through. */
const post = (requestSchema: object) => (auth: CognitoPasswordAuthApi, handler: Handler) =>
  auth.addPrivateRoute('orders', { handler, methods: ['POST'], requestSchema });

describe('the name of an operation', () => {
  refuses([
    ["'operationName' of /orders is 'list orders'; use a letter, then letters, digits and _",
      (auth, handler) => auth.addPrivateRoute('orders', { handler, operationName: 'list orders' })],
    ["'operationName' of /orders would name GET and HEAD; add each of them by a call of its own",
      (auth, handler) => auth.addPrivateRoute('orders', { handler, methods: ['GET', 'HEAD'], operationName: 'listOrders' })],
    ["'operationName' of /orders needs a method by name; write it instead of ANY",
      (auth, handler) => auth.addPublicRoute('orders', { handler, methods: ['ANY'], operationName: 'listOrders' })],
    ["'operationName' of /orders is 'login', as POST /user/login is called; choose another",
      (auth, handler) => auth.addPrivateRoute('orders', { handler, operationName: 'login' })],
    ["'operationName' of /orders/{id} is 'readOrder', as GET /orders is called; choose another",
      (auth, handler) => auth.addPrivateRoute('orders/{id}', { handler, operationName: 'readOrder' }),
      { given: (auth, handler) => auth.addPrivateRoute('orders', { handler, operationName: 'readOrder' }) }],
  ]);
});

describe('the summary', () => {
  refuses([
    [`'summary' of /orders is a token, ${late}`, (auth, handler) => auth.addPrivateRoute('orders', { handler, summary: token })],
  ]);
});

describe('the statuses', () => {
  const answers = (responseSchemas: { [status: string]: apigateway.JsonSchema }) => (auth: CognitoPasswordAuthApi, handler: Handler) =>
    auth.addPublicRoute('orders', { handler, responseSchemas });
  refuses([
    ["'responseSchemas' of /orders is empty; name a status, or leave it out", answers({})],
    ["'responseSchemas' of /orders has '2XX'; use statuses from 200 to 599", answers({ '2XX': {} })],
    ["'responseSchemas' of /orders has '100'; use statuses from 200 to 599", answers({ 100: {} })],
    ["'responseSchemas.204' of /orders describes a body, and an answer of this status has none; use {}", answers({ 204: { type: OBJECT } })],
  ]);
});

describe('a schema', () => {
  refuses([
    ["'requestSchema' of /orders needs POST, PUT or PATCH; add GET by a call of its own",
      (auth, handler) => auth.addPrivateRoute('orders', { handler, methods: ['POST', 'GET'], requestSchema: {} })],
    ["'requestSchema' of /orders needs POST, PUT or PATCH; add ANY by a call of its own",
      (auth, handler) => auth.addPrivateRoute('orders', { handler, methods: ['ANY'], requestSchema: {} })],
    ["'requestSchema' of /orders has 'nullable', which JSON Schema draft-04, the dialect of API Gateway's models, does not know; leave it out",
      post({ properties: { count: { nullable: true } } })],
    ["'requestSchema' of /orders has 'propertyNames', which JSON Schema draft-04, the dialect of API Gateway's models, does not know; leave it out",
      post({ propertyNames: { pattern: '^a' } })],
    ["'responseSchemas.200' of /orders has 'contains', which JSON Schema draft-04, the dialect of API Gateway's models, does not know; leave it out",
      (auth, handler) => auth.addPublicRoute('orders', { handler, responseSchemas: { 200: { contains: {} } } })],
    ["'requestSchema' of /orders is of http://json-schema.org/draft-07/schema#, but API Gateway's models are of draft-04; leave 'schema' out",
      post({ schema: apigateway.JsonSchemaVersion.DRAFT7 })],
    ["'requestSchema' of /orders has 'exclusiveMinimum' without 'minimum'; set both", post({ exclusiveMinimum: true })],
    ["'requestSchema' of /orders has 'exclusiveMaximum' 5; draft-04 wants true, beside 'maximum'", post({ exclusiveMaximum: 5 })],
    ["'requestSchema' of /orders has an empty 'required', which draft-04 does not allow; leave it out", post({ required: [] })],
    ["'requestSchema' of /orders has the pattern '(', which is not a valid regular expression; fix it", post({ items: { pattern: '(' } })],
    [`'requestSchema' of /orders has a token in 'pattern', ${late}`, post({ pattern: token })],
    [`'requestSchema' of /orders has a token in 'enum', ${late}`, post({ properties: { kind: { enum: ['a', token] } } })],
  ]);
});

describe('the parts of a schema', () => {
  const line = { type: STRING };
  const named = 'as another schema of the OpenAPI document is; name one of them otherwise';
  const order = (member: string) => ({ title: 'Order', type: OBJECT, properties: { [member]: { type: STRING } } });
  refuses([
    ["'requestSchema' of /orders refers to '#/definitions/lines'; refer to one of its own definitions, such as '#/definitions/line'",
      post({ definitions: { line }, items: { ref: '#/definitions/lines' } })],
    ["'requestSchema' of /orders refers to 'https://example.com/line'; refer to one of its own definitions, such as '#/definitions/line'",
      post({ items: { ref: 'https://example.com/line' } })],
    ["'requestSchema' of /orders has 'type' beside a reference, where draft-04 takes no notice of it; leave it out",
      post({ definitions: { line }, items: { ref: '#/definitions/line', type: STRING } })],
    ["'requestSchema' of /orders has 'definitions' below its root, where no reference finds them; move them to the root",
      post({ items: { definitions: { line } } })],
    ["'requestSchema' of /orders has a definition 'my line'; use letters, digits and ._-", post({ definitions: { 'my line': line } })],
    [`'requestSchema' of /orders has a schema named 'Order', ${named}`, post(order('dish')),
      { given: (auth, handler) => auth.addPublicRoute('menu', { handler, responseSchemas: { 200: order('price') } }) }],
    [`'requestSchema' of /orders has a schema named 'CredentialsBody', ${named}`, post({ ...order('dish'), title: 'CredentialsBody' })],
  ]);

  test('may be left undefined', () => {
    const { auth, handler } = newAuth();
    const items = { ref: '#/definitions/line', type: undefined };
    auth.addPrivateRoute('orders', { handler, methods: ['POST'], requestSchema: { items, definitions: { line } }, responseSchemas: { 204: { type: undefined } } });
    expect(auth.openApi().components.schemas.line).toEqual(line);
  });

  test('may have one name where they are one schema', () => {
    const { auth, handler } = newAuth();
    auth.addPrivateRoute('orders', { handler, methods: ['POST'], requestSchema: order('dish'), responseSchemas: { 201: order('dish') } });
    expect(auth.openApi().components.schemas.Order).toEqual(order('dish'));
  });
});
