import { createHash } from 'node:crypto';
import { textReport } from '../../local/cli/report';
import { CognitoError } from '../../local/cognito';
import { HeaderList } from '../../local/gateway/http-message';
import { LambdaAuthorizer } from '../../local/gateway/serve/lambda-authorizer';
import { credentialsOf } from '../../local/iam/function-credentials';
import { answerLocally } from '../../local/local-endpoints';
import { Outbox } from '../../local/outbox';
import { RequestLog } from '../../local/playground';
import { runningStack } from '../local/support/running-stack';

describe('another program of the machine', () => {
  const local = runningStack();
  const asAdministrator = (accessKeyId?: string) => local.stack().cognito
    .call('AdminGetUser', { UserPoolId: [...local.stack().cognito.userPools.values()][0].identity.id, Username: 'jane@example.com' }, accessKeyId)
    .then(() => 'passed', (error: unknown) => (error as CognitoError).name);

  test('does not become an administrator by a function\'s access key id, which does not follow from its ARN', async () => {
    const derived = (arn: string) => {
      const digest = createHash('sha256').update(`access key id ${arn}`).digest().subarray(0, 16);
      return `ASIA${[...digest].map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte % 32]).join('')}`;
    };
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:Stack-Fn';
    expect(credentialsOf(arn).accessKeyId).not.toBe(derived(arn));
    expect(await asAdministrator(derived(arn))).toBe('UnrecognizedClientException');
  });

  test('does not become one without a signature', async () => {
    expect(await asAdministrator()).toBe('MissingAuthenticationTokenException');
  });
});

describe('a page of another site', () => {
  const own = {
    outbox: new Outbox({ now: () => 0 }), requests: new RequestLog(), playground: { stackName: 'Stack', apis: [] }, playgroundAtRoot: true, openApi: () => ({}),
  };

  test.each(['/', '/_local/playground/', '/_local/outbox', '/_local/log', '/_local/openapi.json', '/_local/nothing'])('does not frame %s', (path) => {
    const { headers } = answerLocally({
      method: 'GET', path, headers: new HeaderList([['Host', 'localhost:3000']]), query: [], body: Buffer.alloc(0), sourceIp: '127.0.0.1', protocol: 'HTTP/1.1',
    }, own)!;
    expect(headers.get('X-Frame-Options')).toBe('DENY');
    expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
  });
});

test.each([
  ['the screen is cleared', '\u001b[2J', '\\x1b[2J'],
  ['the title is set', '\u001b]0;owned\u0007', '\\x1b]0;owned\\x07'],
  ['a line is overwritten', 'safe\rfake', 'safe\\x0dfake'],
  ['an eight-bit control', '\u009b2J', '\\x9b2J'],
  ['text is turned around', '\u202etxt.exe', '\\u202etxt.exe'],
])('what a function prints of a request does not steer the terminal: %s', (_name, printed, shown) => {
  const lines: string[] = [];
  const report = textReport({ out: (line) => lines.push(line), error: (line) => lines.push(line) }, { out: false, error: false });
  report.event({ event: 'function', functionName: 'Fn', line: printed });
  report.event({ event: 'notice', line: printed });
  report.failed(printed);
  expect(lines).toEqual([`Fn ${shown}`, shown, shown]);
});

test('tokens that are never seen again do not fill the memory: the oldest answer of an authorizer is forgotten', async () => {
  const asked: string[] = [];
  const authorizer = new LambdaAuthorizer({ logicalId: 'Api', id: 'api' } as never, {
    clock: { now: () => 0 },
    refusalOf: () => undefined,
    onFailure: () => undefined,
    invoke: async (_arn, event) => {
      asked.push((event as { authorizationToken: string }).authorizationToken);
      return { principalId: 'p', policyDocument: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } };
    },
  });
  const authorize = (token: string) => authorizer.authorize(
    { type: 'TOKEN', authorizerId: 'a', functionArn: 'arn', identitySources: ['method.request.header.Authorization'], ttlSeconds: 300 } as never,
    { stage: { name: 'prod' }, path: '/', scope: { request: { method: 'GET', headers: new HeaderList([['Authorization', token]]), query: [] }, context: {} } } as never,
  );
  for (let count = 0; count <= 1_000; count++) await authorize(`token-${count}`);
  asked.length = 0;
  await authorize('token-1000');
  await authorize('token-0');
  expect(asked).toEqual(['token-0']);
});
