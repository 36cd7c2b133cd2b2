import { aws_apigateway as apigateway, aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import { served } from './stack';

/* The construct on an API that the app had before, which has routes of its own. */

const answering = (scope: Stack, id: string, body: string) => new lambda.Function(scope, id, {
  code: lambda.Code.fromInline(`exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(${body}) });`),
  handler: 'index.handler',
  runtime: lambda.Runtime.NODEJS_22_X,
});

describe.each([true, false])('with gatewayResponses: %s', (gatewayResponses) => {
  const stack = served((scope) => {
    const restApi = new apigateway.RestApi(scope, 'Shop', { cloudWatchRole: false, deployOptions: { stageName: 'live' } });
    restApi.root.addResource('menu').addMethod('GET', new apigateway.LambdaIntegration(answering(scope, 'Menu', '"soup"')));
    return { restApi, gatewayResponses };
  }, (auth, scope) => {
    auth.restApi.root.resourceForPath('menu/secret').addMethod('GET', new apigateway.LambdaIntegration(
      answering(scope, 'Secret', 'event.requestContext.authorizer.claims.email')), { authorizer: auth.authorizer });
    auth.addPrivateRoute('orders', { handler: answering(scope, 'Orders', '"orders"') });
  });
  const get = async (path: string, token?: string) => {
    const response = await fetch(`${stack().url}/${path}`, { headers: token ? { Authorization: token } : {} });
    return { status: response.status, json: await response.json() };
  };

  test('its own routes answer as before, in its own stage', async () => {
    expect(stack().apis).toHaveLength(1);
    expect(stack().stageUrl).toBe(`${stack().url}/live`);
    expect(await get('menu')).toEqual({ status: 200, json: 'soup' });
    expect(await get('live/menu')).toEqual({ status: 200, json: 'soup' });
  });

  test('the construct\'s routes stand beside them, and its tokens open those that it protects', async () => {
    const credentials = { email: 'jane@example.com', password: 'Correct-Horse-7' };
    expect((await stack().post('/signup', credentials)).status).toBe(200);
    const { json: { idToken } } = await stack().post('/login', credentials);
    expect((await stack().post('/private', {}, idToken)).status).toBe(200);
    expect(await get('orders', idToken)).toEqual({ status: 200, json: 'orders' });
    expect(await get('menu/secret', idToken)).toEqual({ status: 200, json: credentials.email });
  });

  test('who has no token is refused, in the words that were asked for', async () => {
    const expected = gatewayResponses ? expect.objectContaining({ code: 'unauthorized', status: 401 }) : { message: 'Unauthorized' };
    for (const path of ['orders', 'menu/secret']) expect(await get(path)).toEqual({ status: 401, json: expected });
  });
});
