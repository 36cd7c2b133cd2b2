import { JSON_TYPE } from '../../support/http';
import { runningStack } from '../../support/running-stack';

const local = runningStack();
const login = (body: string | Buffer, headers: Record<string, string> = JSON_TYPE) => local.send('POST', '/user/login', { headers, body });
const VALID = '{"email":"a@b.c","password":"12345678"}';

describe('bodies', () => {
  test('a valid one reaches the function unchanged', async () => {
    const spaced = ` ${VALID}\n`;
    expect((await login(spaced)).json()).toMatchObject({ body: spaced, isBase64Encoded: false });
  });

  test.each<[string, string, string]>([
    ['a missing member', '{"email":"a@b.c"}', '[object has missing required properties (["password"])]'],
    ['no member', '{}', '[object has missing required properties (["email","password"])]'],
    ['an empty body', '', '[object has missing required properties (["email","password"])]'],
    ['a wrong type', '{"email":5,"password":"12345678"}', '[instance type (integer) does not match any allowed primitive type (allowed: ["string"])]'],
    ['an array', '[]', '[instance type (array) does not match any allowed primitive type (allowed: ["object"])]'],
    ['null', 'null', '[instance type (null) does not match any allowed primitive type (allowed: ["object"])]'],
    ['a short text', '{"email":"a@b.c","password":"1234567"}', '[string "1234567" is too short (length: 7, required minimum: 8)]'],
    ['a pattern', '{"email":"ab","password":"12345678"}', '[ECMA 262 regex "@" does not match input string "ab"]'],
    ['further members', '{"email":"a@b.c","password":"12345678","b":1,"a":1}', '[object instance has properties which are not allowed by the schema: ["a","b"]]'],
    ['no JSON', '{"email"', '[Could not parse request body into json]'],
    ['a byte order mark', `\uFEFF${VALID}x`, '[Could not parse request body into json]'],
  ])('%s is refused in the words of the gateway response', async (_name, body, validation) => {
    const answer = await login(body, { ...JSON_TYPE, Origin: 'https://a.example' });
    expect(answer.status).toBe(422);
    const id = answer.headers['x-amzn-requestid'];
    // Quotes in the text are escaped, so that the body is JSON.
    expect(answer.json()).toEqual({ m: 'Invalid request body', q: 'Invalid request body', t: 'BAD_REQUEST_BODY', v: validation, id });
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*', 'x-seen-origin': 'https://a.example', 'x-request': id, 'x-amzn-errortype': 'BadRequestException',
    });
    expect(answer.headers).not.toHaveProperty('x-fallback');
  });

  test.each([
    ['no content type', {}], ['a charset', { 'content-type': 'application/json; charset=utf-8' }], ['another case', { 'CONTENT-TYPE': 'Application/JSON' }],
  ])('%s is taken for JSON', async (_name, headers) => {
    expect((await login('{}', headers as Record<string, string>)).status).toBe(422);
  });

  test('a content type without a model is not checked, as on AWS', async () => {
    expect((await login('{}', { 'Content-Type': 'text/plain' })).json()).toMatchObject({ body: '{}' });
  });

  test('no submitted value reaches the log', async () => {
    await login('{"email":"a@b.c","password":"s3cret!"}');
    expect(local.lines.join('\n')).not.toContain('s3cret!');
  });
});

describe('parameters', () => {
  test('all that are required are named', async () => {
    const answer = await local.send('GET', '/search?page=1&q=');
    expect({ status: answer.status, body: answer.json() })
      .toEqual({ status: 400, body: { message: 'Missing required request parameters: [X-Tenant, q]' } });
    expect(answer.headers).toMatchObject({ 'x-amzn-errortype': 'BadRequestException', 'x-fallback': '4XX' });
  });

  test('a request that has them passes', async () => {
    expect((await local.send('GET', '/search?q=x', { headers: { 'x-tenant': 't' } })).status).toBe(200);
  });
});

test('a content type without a template is 415 where the integration passes nothing else through', async () => {
  const answer = await local.send('POST', '/json-only', { headers: { 'Content-Type': 'text/plain' }, body: 'x' });
  expect({ status: answer.status, body: answer.json() }).toEqual({ status: 415, body: { message: 'Unsupported Media Type' } });
  expect((await local.send('POST', '/json-only', { headers: JSON_TYPE, body: '{}' })).status).toBe(200);
});

test('a body above 10 MB is 413, one that Lambda could not take as well', async () => {
  for (const size of [10 * 1024 * 1024 + 1, 7 * 1024 * 1024]) {
    const answer = await local.send('POST', '/any/upload', { headers: { 'Content-Type': 'text/plain' }, body: Buffer.alloc(size, 'x') });
    expect({ status: answer.status, body: answer.json() }).toEqual({ status: 413, body: { message: 'Request Too Long' } });
  }
});

test('a method\'s limit is a bucket that refills', async () => {
  // A slow machine must not refill it meanwhile.
  const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now());
  const statuses = async (count: number) => {
    const answers = [];
    for (let index = 0; index < count; index += 1) answers.push((await local.send('GET', '/limited')).status);
    return answers;
  };
  expect(await statuses(3)).toEqual([200, 200, 429]);
  const refused = await local.send('GET', '/limited');
  expect(refused.json()).toEqual({ message: 'Too Many Requests' });
  expect(refused.headers).toMatchObject({ 'x-amzn-errortype': 'TooManyRequestsException', 'x-fallback': '4XX' });
  expect((await local.send('GET', '/user/7')).status).toBe(200);
  local.stack().clock.advance(1000);
  expect(await statuses(2)).toEqual([200, 429]);
  clock.mockRestore();
});
