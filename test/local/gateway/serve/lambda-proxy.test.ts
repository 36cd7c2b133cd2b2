import { JSON_TYPE } from '../../support/http';
import { runningStack } from '../../support/running-stack';

const local = runningStack();

describe('the event', () => {
  test('has the form of payload format 1.0', async () => {
    const answer = await local.send('POST', '/prod/any/a/b%20c?x=1&x=2&y=%C3%A9', {
      headers: {
        'Host': 'api.example:8080', 'User-Agent': 'test', 'X-Mixed-Case': ['1', '2'], 'Content-Type': 'text/plain', 'X-Forwarded-For': '6.6.6.6', 'Accept': '*/*',
      },
      body: 'hé',
    });
    const event = answer.json();
    expect(Object.keys(event).sort()).toEqual([
      'body', 'headers', 'httpMethod', 'isBase64Encoded', 'multiValueHeaders', 'multiValueQueryStringParameters', 'path', 'pathParameters',
      'queryStringParameters', 'requestContext', 'resource', 'stageVariables',
    ]);
    expect(event).toMatchObject({
      resource: '/any/{proxy+}',
      path: '/any/a/b%20c',
      httpMethod: 'POST',
      body: 'hé',
      isBase64Encoded: false,
      pathParameters: { proxy: 'a/b c' },
      stageVariables: { color: 'blue' },
      queryStringParameters: { x: '2', y: 'é' },
      multiValueQueryStringParameters: { x: ['1', '2'], y: ['é'] },
    });
    expect(event.headers).toMatchObject({
      'Host': 'api.example:8080', 'X-Mixed-Case': '2', 'X-Forwarded-For': '6.6.6.6, 127.0.0.1', 'X-Forwarded-Port': '8080', 'X-Forwarded-Proto': 'http',
    });
    expect(event.headers['X-Amzn-Trace-Id']).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
    expect(event.multiValueHeaders).toMatchObject({ 'X-Mixed-Case': ['1', '2'], 'Content-Type': ['text/plain'] });
    expect(Object.keys(event.headers).map((name) => name.toLowerCase())).not.toEqual(expect.arrayContaining(['content-length']));
  });

  test('names the caller by its socket and never by what it claims', async () => {
    const { requestContext } = (await local.send('GET', '/user/7', { headers: { 'X-Forwarded-For': '6.6.6.6', 'User-Agent': 'test' } })).json();
    expect(requestContext.identity).toEqual({
      cognitoIdentityPoolId: null,
      accountId: null,
      cognitoIdentityId: null,
      caller: null,
      sourceIp: '127.0.0.1',
      principalOrgId: null,
      accessKey: null,
      cognitoAuthenticationType: null,
      cognitoAuthenticationProvider: null,
      userArn: null,
      userAgent: 'test',
      user: null,
    });
  });

  test('has the context of the request', async () => {
    const answer = await local.send('GET', '/user/7');
    const { requestContext } = answer.json();
    expect(requestContext).toMatchObject({
      resourcePath: '/user/{id}',
      httpMethod: 'GET',
      path: '/user/7',
      accountId: '123456789012',
      protocol: 'HTTP/1.1',
      stage: 'prod',
      requestId: answer.headers['x-amzn-requestid'],
      extendedRequestId: answer.headers['x-amz-apigw-id'],
      domainName: '127.0.0.1',
      domainPrefix: '127',
    });
    expect(requestContext.requestTime).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
    expect(Math.abs(requestContext.requestTimeEpoch - Date.now())).toBeLessThan(10_000);
    expect(requestContext.apiId).toMatch(/^[a-z0-9]{10}$/);
    expect(requestContext.resourceId).toMatch(/^[a-z0-9]{10}$/);
  });

  test('has null where there is nothing', async () => {
    expect((await local.send('POST', '/json-only', { headers: JSON_TYPE })).json())
      .toMatchObject({ body: null, queryStringParameters: null, multiValueQueryStringParameters: null, pathParameters: null });
  });

  test('carries a binary media type in base64', async () => {
    const body = Buffer.from([0, 255, 128]);
    expect((await local.send('POST', '/any/x', { headers: { 'Content-Type': 'image/png' }, body })).json())
      .toMatchObject({ body: body.toString('base64'), isBase64Encoded: true });
  });
});

describe('the answer', () => {
  const reply = (name: string, headers = {}) => local.send('GET', `/replies?case=${name}`, { headers });

  test('keeps status, headers and body', async () => {
    const answer = await reply('headers');
    expect(answer).toMatchObject({ status: 201, text: '<p>' });
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html',
      'x-one': '1',
      'x-flag': 'true',
      'set-cookie': 'a=1,b=2',
      'x-amzn-remapped-www-authenticate': 'Basic',
      'content-length': '3',
    });
    expect(answer.headers).not.toHaveProperty('www-authenticate');
  });

  test('is JSON with status 200 where the function says nothing', async () => {
    expect(await reply('empty')).toMatchObject({ status: 200, text: '', headers: { 'content-type': 'application/json' } });
  });

  test('is decoded for a caller that accepts the binary media type', async () => {
    expect((await reply('image', { Accept: 'image/png' })).bytes).toEqual(Buffer.from([137, 80, 78, 71, 255]));
    expect((await reply('image', { Accept: 'text/html' })).text).toBe('iVBOR/8=');
  });

  test.each(['text', 'extra', 'object', 'status', 'throw', 'exit', 'hang'])('is 502 after the case "%s"', async (name) => {
    const answer = await reply(name);
    expect(answer).toMatchObject({ status: 502, text: 'sorry: Internal server error.' });
    expect(answer.headers).toMatchObject({ 'x-amzn-errortype': 'InternalServerErrorException', 'x-fallback': '5XX' });
  });

  test('comes again after a failure', async () => {
    await reply('exit');
    expect(await reply('fine')).toMatchObject({ status: 200, text: 'ok' });
  });

  test('is 504 where the integration takes longer than its timeout', async () => {
    await local.send('GET', '/impatient?case=warm');
    const answer = await local.send('GET', '/impatient?case=slow');
    expect(answer).toMatchObject({ status: 504, text: 'sorry: Endpoint request timed out.' });
  });

  test('logs what the caller does not see', async () => {
    await reply('text');
    expect(local.lines).toContain('gateway: GET /replies: the function did not return a valid proxy integration response');
    await reply('throw');
    expect(local.lines.some((line) => line.startsWith('Fixture-Replies') && line.includes('boom'))).toBe(true);
  });
});
