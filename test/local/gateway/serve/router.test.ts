import { ApiMethod, ApiResource } from '../../../../local/gateway/model/rest-api';
import { findRoute } from '../../../../local/gateway/serve/router';
import { runningStack } from '../../support/running-stack';

describe('findRoute', () => {
  const root = tree({
    '/': ['GET'], '/user/login': ['POST'], '/user/{id}': ['GET', 'ANY'], '/user/{id}/posts': ['GET'], '/files/{path+}': ['ANY'], '/files/index': ['GET'],
  });

  function tree(paths: Record<string, string[]>): ApiResource {
    const resource = (path: string, pathPart: string): ApiResource => ({ id: path, path, pathPart, children: [], methods: new Map() });
    const top = resource('/', '');
    for (const [path, methods] of Object.entries(paths)) {
      let current = top;
      for (const part of path.split('/').filter(Boolean)) {
        const child = current.children.find(({ pathPart }) => pathPart === part) ?? resource(`${current === top ? '' : current.path}/${part}`, part);
        if (!current.children.includes(child)) current.children.push(child);
        current = child;
      }
      for (const httpMethod of methods) current.methods.set(httpMethod, { httpMethod, resource: current } as ApiMethod);
    }
    return top;
  }

  test.each<[string, string, string | undefined, object?]>([
    ['GET', '/', 'GET /'],
    ['POST', '/user/login', 'POST /user/login', {}],
    ['POST', '/user/login/', 'POST /user/login', {}],
    ['POST', '/user/%6Cogin', 'POST /user/login', {}],
    ['GET', '/user/login', 'GET /user/{id}', { id: 'login' }],
    ['GET', '/user/a%20b', 'GET /user/{id}', { id: 'a b' }],
    ['GET', '/user/100%', 'GET /user/{id}', { id: '100%' }],
    ['PUT', '/user/7', 'ANY /user/{id}', { id: '7' }],
    ['GET', '/user/7/posts', 'GET /user/{id}/posts', { id: '7' }],
    ['GET', '/files/index', 'GET /files/index', {}],
    ['PUT', '/files/index', 'ANY /files/{path+}', { path: 'index' }],
    ['GET', '/files/a/b/c', 'ANY /files/{path+}', { path: 'a/b/c' }],
    ['GET', '/files', undefined],
    ['GET', '/files/', undefined],
    ['POST', '/', undefined],
    ['POST', '/user', undefined],
    ['POST', '//user/login', undefined],
    ['POST', '/user//login', undefined],
    ['POST', '/USER/login', undefined],
    ['POST', '/user/login/more', undefined],
  ])('%s %s', (method, path, expected, parameters = undefined) => {
    const route = findRoute(root, method, path);
    expect(route && `${route.method.httpMethod} ${route.method.resource.path}`).toBe(expected);
    if (parameters) expect(route?.pathParameters).toEqual(parameters);
  });
});

describe('over HTTP', () => {
  const local = runningStack();

  test('a route answers with and without the stage', async () => {
    expect((await local.send('GET', '/user/7')).json()).toMatchObject({ resource: '/user/{id}', path: '/user/7', requestContext: { path: '/user/7', stage: 'prod' } });
    expect((await local.send('GET', '/prod/user/7')).json())
      .toMatchObject({ resource: '/user/{id}', path: '/user/7', requestContext: { path: '/prod/user/7', stage: 'prod' } });
    expect(local.stack().stageUrl).toBe(`${local.stack().url}/prod`);
  });

  test.each(['/nothing', '/prod/nothing', '/prod/', '/prod', '/user', '/other-stage/user/7'])('%s is answered as AWS answers what is not there', async (path) => {
    const answer = await local.send('GET', path);
    expect(answer.status).toBe(403);
    expect(answer.json()).toEqual({ message: 'Missing Authentication Token' });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json', 'x-amzn-errortype': 'MissingAuthenticationTokenException', 'x-fallback': '4XX',
    });
    expect(answer.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers['x-amz-apigw-id']).toBeTruthy();
  });

  test('a method without permission to invoke its function is a server error, and the log says why', async () => {
    const answer = await local.send('GET', '/unpermitted');
    expect(answer.status).toBe(500);
    expect(answer.headers).toMatchObject({ 'content-type': 'text/plain', 'x-fallback': '5XX', 'x-amzn-errortype': 'InternalServerErrorException' });
    expect(answer.text).toBe('sorry: Internal server error.');
    expect(local.lines.join('\n')).toMatch(/gateway: no AWS::Lambda::Permission lets arn:aws:execute-api:us-east-1:123456789012:[a-z0-9]{10}\/prod\/GET\/unpermitted invoke/);
  });
});
