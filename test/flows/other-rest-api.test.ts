import { aws_apigateway as apigateway, aws_lambda as lambda } from 'aws-cdk-lib';
import { served } from './stack';

const ACCESS_TOKEN_SCOPE = 'aws.cognito.signin.user.admin';

/* The recipe of docs/moving.md: another API of the app, with an authorizer of its own on the construct's pool. */

describe('another REST API on the same pool', () => {
  const stack = served({}, (auth, scope) => {
    const handler = new lambda.Function(scope, 'Orders', {
      code: lambda.Code.fromInline('exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event.requestContext.authorizer.claims.email ?? "access") });'),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_22_X,
    });
    const orders = new apigateway.RestApi(scope, 'OrdersApi', { cloudWatchRole: false });
    const authorizer = new apigateway.CognitoUserPoolsAuthorizer(scope, 'OrdersAuthorizer', { cognitoUserPools: [auth.userPool] });
    const integration = new apigateway.LambdaIntegration(handler);
    orders.root.addMethod('GET', integration, { authorizer });
    orders.root.addMethod('POST', integration, { authorizer, authorizationScopes: [ACCESS_TOKEN_SCOPE] });
    // Which is why it needs one of its own.
    expect(() => orders.root.addMethod('PUT', integration, { authorizer: auth.authorizer })).toThrow(/two different rest APIs/);
    orders.root.node.tryRemoveChild('PUT');
  });

  test('opens to the tokens of the construct\'s logins, each kind where it belongs', async () => {
    const credentials = { email: 'jane@example.com', password: 'Correct-Horse-7' };
    await stack().post('/signup', credentials);
    const { json: { idToken, accessToken } } = await stack().post('/login', credentials);
    const { url } = stack().apis.find(({ logicalId }) => logicalId.startsWith('OrdersApi'))!;
    const send = async (method: string, token?: string) => {
      const response = await fetch(`${url}/`, { method, headers: token ? { Authorization: token } : {} });
      return [response.status, await response.json()];
    };

    expect(await send('GET', idToken)).toEqual([200, 'jane@example.com']);
    expect(await send('POST', accessToken)).toEqual([200, 'access']);
    for (const [method, token] of [['GET', accessToken], ['POST', idToken], ['GET', undefined]]) expect((await send(method, token))[0]).toBe(401);
  });
});
