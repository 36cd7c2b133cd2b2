import { Stack } from 'aws-cdk-lib';
import { Integration, IntegrationType, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { runningStack } from '../../support/running-stack';

const GREET = "exports.handler = async () => ({ statusCode: 200, body: 'hello' });";

/** `Greet` has no AWS::Lambda::Permission, `Permitted` one for API Gateway. */
function build(stack: Stack): void {
  const inline = (id: string) => new LambdaFunction(stack, id, { code: Code.fromInline(GREET), handler: 'index.handler', runtime: Runtime.NODEJS_22_X });
  const greet = inline('Greet');
  const permitted = inline('Permitted');
  permitted.addPermission('Gateway', { principal: new ServicePrincipal('apigateway.amazonaws.com') });
  const live = new Alias(stack, 'Live', { aliasName: 'live', version: greet.currentVersion });
  const statement = (effect: Effect, ...resources: string[]) => new PolicyStatement({ effect, actions: ['lambda:InvokeFunction'], resources });
  const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
  const serve = (path: string, functionArn: string, statements: PolicyStatement[], service = 'apigateway.amazonaws.com') => {
    const credentialsRole = new Role(stack, `Role-${path}`, {
      roleName: path,
      assumedBy: new ServicePrincipal(service),
      inlinePolicies: { Invoke: new PolicyDocument({ statements }) },
    });
    api.root.addResource(path).addMethod('GET', new Integration({
      type: IntegrationType.AWS_PROXY,
      integrationHttpMethod: 'POST',
      uri: `arn:aws:apigateway:${stack.region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
      options: { credentialsRole },
    }));
  };

  serve('allowed', greet.functionArn, [statement(Effect.ALLOW, greet.functionArn)]);
  serve('by-wildcard', live.functionArn, [statement(Effect.ALLOW, `${greet.functionArn}:*`)]);
  serve('alias', live.functionArn, [statement(Effect.ALLOW, live.functionArn)]);
  serve('alias-of-allowed', live.functionArn, [statement(Effect.ALLOW, greet.functionArn)]);
  serve('another-function', greet.functionArn, [statement(Effect.ALLOW, permitted.functionArn)]);
  serve('permitted', permitted.functionArn, [statement(Effect.ALLOW, greet.functionArn)]);
  serve('denied', greet.functionArn, [statement(Effect.ALLOW, '*'), statement(Effect.DENY, greet.functionArn)]);
  serve('of-lambda', greet.functionArn, [statement(Effect.ALLOW, greet.functionArn)], 'lambda.amazonaws.com');
}

const local = runningStack(build);

test.each([
  ['allowed', 'the function, without any permission of it'],
  ['by-wildcard', 'an alias by a wildcard'],
  ['alias', 'the very alias'],
])('/%s is answered, as the role allows %s', async (path) => {
  const answer = await local.send('GET', `/${path}`);
  expect([answer.status, answer.text]).toEqual([200, 'hello']);
});

test.each([
  ['alias-of-allowed', /Greet\w*:live/, 'no identity-based policy allows lambda:InvokeFunction'],
  ['another-function', /Greet\w*/, 'no identity-based policy allows lambda:InvokeFunction'],
  ['permitted', /Permitted\w*/, 'no identity-based policy allows lambda:InvokeFunction'],
  ['denied', /Greet\w*/, 'an identity-based policy explicitly denies lambda:InvokeFunction'],
  ['of-lambda', /Greet\w*/, 'its trust policy does not let apigateway.amazonaws.com assume it'],
])('/%s is a server error, and the log says why', async (path, name, reason) => {
  const answer = await local.send('GET', `/${path}`);
  expect([answer.status, answer.json(), answer.headers['x-amzn-errortype']])
    .toEqual([500, { message: 'Internal server error' }, 'InternalServerErrorException']);
  const source = `arn:aws:execute-api:us-east-1:123456789012:[a-z0-9]{10}/prod/GET/${path}`;
  const lambda = `arn:aws:lambda:us-east-1:123456789012:function:Fixture-${name.source}`;
  expect(local.lines.at(-1)).toMatch(new RegExp(`^gateway: the role 'Role\\w+' does not let ${source} invoke ${lambda}: ${reason}$`));
});
