import { Duration, aws_apigateway as apigateway } from 'aws-cdk-lib';
import { SECURITY_HEADERS } from '../../src/routes/contract';
import { functions, methods, synth } from '../support/synth';

function preflight(defaultCorsPreflightOptions?: apigateway.CorsOptions, route = 'OPTIONS /user/login') {
  const { Integration } = methods(synth({ defaultCorsPreflightOptions, accountRoutes: true }).template)[route];
  const [{ ResponseParameters, ResponseTemplates, StatusCode }] = Integration.IntegrationResponses;
  const headers = Object.entries<string>(ResponseParameters)
    .map(([name, value]) => [name.slice('method.response.header.'.length), value.slice(1, -1)]);
  return { status: StatusCode, headers: Object.fromEntries(headers), template: ResponseTemplates?.['application/json'] };
}

function environments(defaultCorsPreflightOptions?: apigateway.CorsOptions): Array<Record<string, unknown>> {
  return Object.values(functions(synth({ defaultCorsPreflightOptions }).template)).map(({ Properties }) => Properties.Environment?.Variables ?? {});
}

test('any origin, the methods of the resource, and no credentials by default', () => {
  expect(preflight()).toMatchObject({
    status: '204',
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': 'POST,OPTIONS',
      'Access-Control-Allow-Headers': 'Authorization,Content-Type',
      'Access-Control-Max-Age': '3600',
      ...SECURITY_HEADERS,
    },
  });
  expect(preflight().headers).not.toHaveProperty('Access-Control-Allow-Credentials');
  for (const variables of environments()) {
    expect(variables).toMatchObject({ CORS_ALLOW_ORIGINS: '*' });
    expect(variables).not.toHaveProperty('CORS_ALLOW_CREDENTIALS');
  }
});

test('a resource with several methods allows all of them', () => {
  expect(preflight(undefined, 'OPTIONS /user/me').headers['Access-Control-Allow-Methods']).toBe('GET,PATCH,DELETE,OPTIONS');
});

test('options that are given have the last word', () => {
  const given = { allowOrigins: ['https://a.example.com'], allowHeaders: ['Authorization', 'Content-Type', 'X-Own'], allowMethods: ['GET', 'POST', 'PATCH', 'DELETE', 'PUT'], maxAge: Duration.minutes(1), statusCode: 200 };
  expect(preflight(given)).toMatchObject({
    status: '200',
    headers: {
      'Access-Control-Allow-Origin': 'https://a.example.com',
      'Access-Control-Allow-Methods': 'GET,POST,PATCH,DELETE,PUT',
      'Access-Control-Allow-Headers': 'Authorization,Content-Type,X-Own',
      'Access-Control-Max-Age': '60',
      'Vary': 'Origin',
      ...SECURITY_HEADERS,
    },
  });
  expect(preflight({ allowOrigins: ['https://a.example.com'], disableCache: true }).headers['Access-Control-Max-Age']).toBe('-1');
});

test('headers are shown to scripts with the answer, and never by the preflight', () => {
  const cors = { allowOrigins: ['*'], exposeHeaders: ['X-Own', 'ETag'] };
  expect(preflight(cors).headers).not.toHaveProperty('Access-Control-Expose-Headers');
  for (const variables of environments(cors)) expect(variables).toMatchObject({ CORS_EXPOSE_HEADERS: 'X-Own,ETag' });
  for (const variables of environments()) expect(variables).toMatchObject({ CORS_EXPOSE_HEADERS: 'Retry-After,x-amzn-RequestId' });
  for (const variables of environments({ allowOrigins: ['*'], exposeHeaders: [] })) expect(variables).not.toHaveProperty('CORS_EXPOSE_HEADERS');
});

test('the method declares every header of its preflight, or the gateway would refuse the deployment', () => {
  const { Integration, MethodResponses } = methods(synth().template)['OPTIONS /user/login'];
  const headersOf = ({ ResponseParameters }: any) => Object.keys(ResponseParameters).sort();
  expect(headersOf(MethodResponses[0])).toEqual(headersOf(Integration.IntegrationResponses[0]));
});

test('several origins with credentials', () => {
  const cors = { allowOrigins: ['https://a.example.com', 'https://b.example.com'], allowCredentials: true };
  const { headers, template } = preflight(cors);
  expect(headers).toMatchObject({ 'Access-Control-Allow-Origin': 'https://a.example.com', 'Access-Control-Allow-Credentials': 'true' });
  expect(template).toContain('https://b.example.com');
  for (const variables of environments(cors)) {
    expect(variables).toMatchObject({ CORS_ALLOW_ORIGINS: 'https://a.example.com,https://b.example.com', CORS_ALLOW_CREDENTIALS: 'true' });
  }
});

test('no origins turn CORS off everywhere', () => {
  const cors = { allowOrigins: [] };
  expect(Object.keys(methods(synth({ defaultCorsPreflightOptions: cors }).template)).filter((name) => name.startsWith('OPTIONS'))).toEqual([]);
  for (const variables of environments(cors)) expect(variables).not.toHaveProperty('CORS_ALLOW_ORIGINS');
});
