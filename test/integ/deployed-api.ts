import { ExpectedResult, IApiCall, IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, aws_lambda as lambda, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps } from 'cdk-cognito-password-auth';

/** A password of every class, for users who live as long as a test. */
export const PASSWORD = 'Correct-Horse-7';

/** Amazon SES takes mail to it and delivers it nowhere. */
export const EMAIL = 'success@simulator.amazonses.com';

export interface Request {
  readonly path: string;
  readonly body?: object;
  readonly headers?: Record<string, string>;
}

/** An answer, of which a part may be named. */
export interface Expected {
  readonly status: number;
  readonly body?: object;
}

/** A construct that a test deploys, calls over HTTP and takes away again. */
export class DeployedApi {
  public readonly auth: CognitoPasswordAuthApi;
  public readonly integ: IntegTest;
  private last?: IApiCall;

  constructor(name: string, props: CognitoPasswordAuthApiProps = {}) {
    // What only a viewer of trees reads would be most of a snapshot.
    const app = new App({ treeMetadata: false, analyticsReporting: false });
    const stack = new Stack(app, `Integ${name}`);
    this.auth = new CognitoPasswordAuthApi(stack, 'Auth', { removalPolicy: RemovalPolicy.DESTROY, ...props });
    // Bundles are no part of a snapshot, so the stack of an old one cannot be deployed before the new one.
    // Each change of a method replaces the deployment, and nothing is lost with the old one.
    this.integ = new IntegTest(app, `${name}Test`, {
      testCases: [stack], stackUpdateWorkflow: false, diffAssets: false, allowDestroy: ['AWS::ApiGateway::Deployment'],
    });
  }

  /** Sends a POST to a route, after what was asked before. */
  public post({ path, body, headers }: Request, expected: Expected): void {
    const call = this.integ.assertions.httpApiCall(`${this.auth.url}user/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: body && JSON.stringify(body),
    });
    this.then(call, ExpectedResult.objectLike(expected));
  }

  /** Asks Cognito itself about the user. */
  public user(expected: object): void {
    const call = this.integ.assertions.awsApiCall('CognitoIdentityServiceProvider', 'adminGetUser', {
      UserPoolId: this.auth.userPool.userPoolId, Username: EMAIL,
    });
    call.provider.addToRolePolicy({ Effect: 'Allow', Action: ['cognito-idp:AdminGetUser'], Resource: [this.auth.userPool.userPoolArn] });
    this.then(call, ExpectedResult.objectLike(expected));
  }

  /**
   * Runs requests of which a later one needs what an earlier one answered. A function sends them, because an assertion
   * hands answers on by CloudFormation, which takes 4 KB, less than the tokens of one login.
   *
   * @param source The body of an async function of `post(path, body, token)`; what it returns is compared.
   */
  public journey(source: string, expected: unknown): void {
    const visitor = new lambda.Function(Stack.of(this.auth), 'Visitor', {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      timeout: Duration.minutes(1),
      environment: { URL: this.auth.url },
      code: lambda.Code.fromInline(`const post = async (path, body, token) => {
  const answer = await fetch(process.env.URL + 'user/' + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...token && { Authorization: token } },
    body: body && JSON.stringify(body),
  });
  return { status: answer.status, ...await answer.json() };
};
exports.handler = async ({ email, password }) => {${source}};`),
    });
    const payload = JSON.stringify({ email: EMAIL, password: PASSWORD });
    const call = this.integ.assertions.invokeFunction({ functionName: visitor.functionName, payload });
    this.then(call, ExpectedResult.objectLike({ Payload: JSON.stringify(expected) }));
  }

  private then(call: IApiCall, expected: ExpectedResult): void {
    call.expect(expected);
    this.last?.next(call);
    this.last = call;
  }
}
