import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { App, aws_apigateway as apigateway, Stack } from 'aws-cdk-lib';
import { Mfa } from 'aws-cdk-lib/aws-cognito';
import { startLocalStack } from '../../local/stack';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps, SignUpMode } from '../../src';
import { PROBLEMS } from '../../src/routes/problems';
import { errorsOf } from '../../src/routes/route';
import { settingsOf } from '../support/settings';
import { methods, resources, synth } from '../support/synth';

const INSTANCES: [string, CognitoPasswordAuthApiProps][] = [
  ['by default', {}],
  ['with every route', { accountRoutes: true, mfa: Mfa.OPTIONAL }],
  ['with email codes, at the root', { signUpMode: SignUpMode.EMAIL_CODE, basePath: '' }],
  ['without the private route', { routes: { privateRoute: false }, basePath: 'v1/auth' }],
];

interface Operation {
  readonly operationId: string;
  readonly security: readonly Record<string, unknown>[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: { readonly $ref: string } }> };
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: any }>; readonly headers?: object }>;
}

/** `POST /user/login` and so on, with the operations. */
function operations(document: any): Record<string, Operation> {
  return Object.fromEntries(Object.entries<Record<string, Operation>>(document.paths)
    .flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation])));
}

describe.each(INSTANCES)('the document of a construct %s', (_, props) => {
  const { auth, template, stack } = synth(props);
  const document = auth.openApi();

  test('has the methods of the template, with the same tokens', () => {
    const wanted = Object.entries(methods(template)).filter(([route]) => !route.startsWith('OPTIONS')).map(([route, method]) => {
      if (method.AuthorizationType === 'NONE') return [route, []];
      return [route, [{ [method.AuthorizationScopes ? 'accessToken' : 'idToken']: [] }]];
    });
    const found = Object.entries(operations(document)).map(([route, { security }]) => [route, security]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(wanted));
    const schemes = new Set(wanted.flatMap(([, security]) => (security as object[]).flatMap(Object.keys)));
    expect(new Set(Object.keys(document.components.securitySchemes ?? {}))).toEqual(schemes);
  });

  test('has the bodies that the gateway checks', () => {
    const models = resources(template, 'AWS::ApiGateway::Model');
    for (const [route, method] of Object.entries(methods(template))) {
      const model = method.RequestModels?.['application/json'];
      const body = operations(document)[route]?.requestBody?.content['application/json'].schema.$ref;
      if (!model) {
        expect({ route, body }).toEqual({ route, body: undefined });
        continue;
      }
      const { $schema, ...schema } = models[model.Ref].Properties.Schema;
      // The document also has the limits of strings, which the handlers check.
      expect(document.components.schemas[body!.split('/').at(-1)!]).toMatchObject(JSON.parse(JSON.stringify(schema)));
    }
  });

  test('has every answer and every error of the rows', () => {
    for (const route of settingsOf(props).routes) {
      const operation = Object.values(operations(document)).find(({ operationId }) => operationId === route.name)!;
      for (const [status, schema] of Object.entries(route.responses)) expect(Boolean(operation.responses[status].content)).toBe(schema !== null);
      for (const code of errorsOf(route)) {
        const { content, headers } = operation.responses[PROBLEMS[code].status];
        expect(content!['application/problem+json'].schema.properties.code.enum).toContain(code);
        expect(Boolean(headers)).toBe('retryAfter' in PROBLEMS[code]);
      }
      // API Gateway gives this code for a signature that it cannot read.
      expect(operation.responses[403].content!['application/problem+json'].schema.properties.code.enum).toContain('invalid_request');
    }
  });

  test('is plain JSON, of which every part resolves', () => {
    const text = JSON.stringify(document);
    expect(text).not.toContain('${Token');
    expect(stack.resolve(document)).toEqual(JSON.parse(text));
    const ajv = new Ajv2020({ strict: false, schemas: [{ $id: 'document', ...document } as object] });
    const references = [...text.matchAll(/"\$ref":"#(.*?)"/g)].map(([, pointer]) => pointer);
    expect(references.length).toBeGreaterThan(10);
    for (const pointer of references) expect(ajv.compile({ $ref: `document#${pointer}` })).toBeInstanceOf(Function);
  });
});

test('is the caller\'s to change', () => {
  const { auth } = synth();
  auth.openApi().components.schemas.CredentialsBody.properties.email.maxLength = 1;
  expect(auth.openApi().components.schemas.CredentialsBody.properties.email.maxLength).toBe(128);
});

test('is named after the API', () => {
  expect(synth({ restApiName: 'accounts' }).auth.openApi().info).toEqual({ title: 'accounts', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
  expect(synth().auth.openApi().info.title).toBe('Test/Auth');
});

describe('the local stack', () => {
  let assembly: string;
  beforeEach(() => {
    assembly = mkdtempSync(join(tmpdir(), 'open-api-'));
  });
  afterEach(() => rmSync(assembly, { recursive: true, force: true }));

  function synthesise(): CognitoPasswordAuthApi {
    const app = new App({ outdir: assembly, analyticsReporting: false });
    const auth = new CognitoPasswordAuthApi(new Stack(app, 'Test'), 'Auth');
    auth.addPublicRoute('menu', { integration: new apigateway.MockIntegration() });
    app.synth();
    return auth;
  }

  async function served(): Promise<any> {
    const local = await startLocalStack({ assembly });
    try {
      const response = await fetch(`${local.url}/_local/openapi.json`);
      return { status: response.status, url: local.url, document: await response.json() };
    } finally {
      await local.close();
    }
  }

  test('serves the document with its own address', async () => {
    const auth = synthesise();
    const { url, document } = await served();
    expect(document).toEqual({ ...auth.openApi(), servers: [{ url }] });
    // It was added to a construct that was complete.
    expect(document.paths).toHaveProperty('/menu');
  });

  test('finds it where a newer release of CDK writes metadata', async () => {
    const auth = synthesise();
    const file = join(assembly, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    // The newer release does so by itself.
    const { metadata, ...artifact } = manifest.artifacts.Test;
    if (metadata) {
      writeFileSync(join(assembly, 'Test.metadata.json'), JSON.stringify(metadata));
      manifest.artifacts.Test = { ...artifact, additionalMetadataFile: 'Test.metadata.json' };
      writeFileSync(file, JSON.stringify(manifest));
    }
    expect((await served()).document.paths).toEqual(auth.openApi().paths);
  });
});
