import { CognitoPasswordAuthApiProps } from '../../src';
import { resources, synth } from '../support/synth';

function responses(props?: CognitoPasswordAuthApiProps): Record<string, any> {
  return Object.fromEntries(Object.values(resources(synth(props).template, 'AWS::ApiGateway::GatewayResponse'))
    .map(({ Properties }) => [Properties.ResponseType, Properties]));
}

function headers({ ResponseParameters }: any): Record<string, string> {
  return Object.fromEntries(Object.entries<string>(ResponseParameters).map(([name, value]) => {
    expect(name).toMatch(/^gatewayresponse\.header\./);
    expect(value).toMatch(/^'.*'$/);
    return [name.slice('gatewayresponse.header.'.length), value.slice(1, -1)];
  }));
}

function body({ ResponseTemplates }: any): unknown {
  expect(Object.keys(ResponseTemplates)).toEqual(['application/json']);
  // API Gateway replaces this variable with a text in quotes.
  return JSON.parse(ResponseTemplates['application/json'].replace('$context.error.messageString', '"<message of API Gateway>"'));
}

const found = responses();

test.each([
  ['UNAUTHORIZED', '401', { type: 'about:blank', title: 'Unauthorized', status: 401, code: 'unauthorized', message: 'Unauthorized' }],
  ['ACCESS_DENIED', '403', { type: 'about:blank', title: 'Forbidden', status: 403, code: 'forbidden', message: 'Forbidden' }],
  ['BAD_REQUEST_BODY', '400', {
    type: 'about:blank', title: 'Bad Request', status: 400, code: 'invalid_request', message: 'Invalid input', detail: '$context.error.validationErrorString',
  }],
  ['MISSING_AUTHENTICATION_TOKEN', '404', {
    type: 'about:blank', title: 'Not Found', status: 404, code: 'not_found', message: 'This path or method does not exist',
  }],
  ['REQUEST_TOO_LARGE', '413', {
    type: 'about:blank', title: 'Content Too Large', status: 413, code: 'payload_too_large', message: 'The body is too large',
  }],
  ['THROTTLED', '429', {
    type: 'about:blank', title: 'Too Many Requests', status: 429, code: 'rate_limited', message: 'Too many requests; try again later',
  }],
  ['DEFAULT_4XX', undefined, {
    type: 'about:blank', title: 'Client Error', code: 'invalid_request', message: 'Invalid input', detail: '<message of API Gateway>',
  }],
  ['DEFAULT_5XX', undefined, { type: 'about:blank', title: 'Server Error', code: 'internal_error', message: 'Something went wrong' }],
])('%s', (type, status, expected) => {
  expect(found[type].StatusCode).toBe(status);
  expect(body(found[type])).toEqual(expected);
});

test('there are no others', () => {
  expect(Object.keys(found)).toHaveLength(8);
});

test('all of them have the security headers and CORS', () => {
  for (const response of Object.values(found)) {
    expect(headers(response)).toMatchObject({
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'Retry-After,x-amzn-RequestId',
    });
  }
});

test('who is throttled is told when to come back', () => {
  expect(headers(found.THROTTLED)['Retry-After']).toBe('5');
});

const exposed = { 'Access-Control-Expose-Headers': 'X-Own' };

test.each([
  ['one origin', { allowOrigins: ['https://a.example.com'], exposeHeaders: [] }, { 'Access-Control-Allow-Origin': 'https://a.example.com', 'Vary': 'Origin' }],
  ['several origins', { allowOrigins: ['https://a.example.com', 'https://b.example.com'], exposeHeaders: ['X-Own'] }, {
    'Access-Control-Allow-Origin': '*', ...exposed,
  }],
  ['several origins with credentials', {
    allowOrigins: ['https://a.example.com', 'https://b.example.com'], allowCredentials: true, exposeHeaders: ['X-Own'],
  }, {
    'Access-Control-Allow-Origin': 'https://a.example.com', 'Vary': 'Origin', 'Access-Control-Allow-Credentials': 'true', ...exposed,
  }],
  ['no CORS', { allowOrigins: [] }, {}],
])('%s', (_name, defaultCorsPreflightOptions, expected) => {
  for (const response of Object.values(responses({ defaultCorsPreflightOptions }))) {
    const cors = Object.entries(headers(response)).filter(([name]) => /^(Access-Control|Vary)/.test(name));
    expect(Object.fromEntries(cors)).toEqual(expected);
  }
});
