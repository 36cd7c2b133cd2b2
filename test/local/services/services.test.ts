import { Stack } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { AttributeType, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { userEndpoints } from '../../../local/services/user-endpoints';
import { LocalStack, startLocalStack } from '../../../local/stack';
import { functionWithRole, synthesise } from '../support/fixture-app';
import { send } from '../support/http';
import { temporaryFolder } from '../support/temporary-folder';

/** Calls a service as an SDK would: `?service=…&target=…&path=…`, with the body as it is. */
const CALL = `
export const handler = async ({ queryStringParameters: query, body }) => {
  const base = process.env['AWS_ENDPOINT_URL_' + query.service.toUpperCase()] ?? process.env.AWS_ENDPOINT_URL;
  const response = await fetch(query.direct ?? base + (query.path ?? '/'), {
    method: query.method ?? 'POST',
    headers: {
      'content-type': query.type ?? 'application/x-amz-json-1.0',
      ...query.target ? { 'x-amz-target': query.target } : {},
      'x-amz-date': '20260101T000000Z',
      'authorization': 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260101/us-east-1/' + query.service + '/aws4_request, SignedHeaders=host, Signature=x',
    },
    body: (query.method ?? 'POST') === 'POST' ? body : undefined,
  }).catch((error) => ({ status: 599, text: async () => String(error.cause?.message) }));
  return { statusCode: response.status, body: await response.text() };
};
`;

interface Options { readonly index?: boolean }

function app(stack: Stack, { index = false }: Options = {}): void {
  const table = new Table(stack, 'Orders', { tableName: 'orders', partitionKey: { name: 'id', type: AttributeType.STRING } });
  if (index) table.addGlobalSecondaryIndex({ indexName: 'byOwner', partitionKey: { name: 'owner', type: AttributeType.STRING }, projectionType: ProjectionType.ALL });
  const queue = new Queue(stack, 'Jobs', { queueName: 'jobs' });
  new Bucket(stack, 'Photos', { bucketName: 'photos' });
  const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
  const call = functionWithRole(stack, 'Call', CALL);
  const reader = functionWithRole(stack, 'Reader', CALL);
  table.grantReadWriteData(call);
  table.grantReadData(reader);
  queue.grantSendMessages(call);
  api.root.addResource('call').addMethod('POST', new LambdaIntegration(call));
  api.root.addResource('read').addMethod('POST', new LambdaIntegration(reader));
}

const running: LocalStack[] = [];
const lines: string[] = [];
afterEach(async () => {
  for (const stack of running.splice(0)) await stack.close();
  lines.length = 0;
});

async function start(persist?: string, options?: Options): Promise<LocalStack> {
  const stack = await startLocalStack({ assembly: synthesise((scope) => app(scope, options)), persist, log: (line) => lines.push(line) });
  running.push(stack);
  return stack;
}

const call = (stack: LocalStack, query: Record<string, string>, body: object | string = {}, path = '/call') =>
  send('POST', `${stack.url}${path}?${new URLSearchParams(query)}`, { body: typeof body === 'string' ? body : JSON.stringify(body) });
const dynamoDb = (stack: LocalStack, operation: string, input: object, path?: string) =>
  call(stack, { service: 'dynamodb', target: `DynamoDB_20120810.${operation}` }, input, path);
const ITEM = { id: { S: '1' }, owner: { S: 'jane' } };

test('an app with other services starts with one notice, which names what is not run', async () => {
  await start();
  expect(lines.filter((line) => line.includes('not run here'))).toEqual([
    expect.stringMatching(/not run here, so their names and ARNs are placeholders: Jobs\w+ \(AWS::SQS::Queue\), Photos\w+ \(AWS::S3::Bucket\); a function that calls such a service gets an error, unless AWS_ENDPOINT_URL_<SERVICE> names an endpoint$/),
  ]);
});

test.each<[string, Record<string, string>, string, RegExp]>([
  ['awsJson', { service: 'sqs', target: 'AmazonSQS.SendMessage' }, '{"QueueUrl":"https://sqs.us-east-1.amazonaws.com/123456789012/jobs"}',
    /^\{"__type":"ServiceNotServedLocally","message":"SQS is not served by the local stack, so SendMessage of Jobs\w+ \(AWS::SQS::Queue\) fails: start the local stack with AWS_ENDPOINT_URL_SQS set to the address of an emulator, or give the function the variable AWS_ENDPOINT_URL_SQS in the app"\}$/],
  ['awsQuery', { service: 'sns', type: 'application/x-www-form-urlencoded' }, 'Action=Publish', /^<ErrorResponse><Error><Type>Sender<\/Type><Code>ServiceNotServedLocally<\/Code><Message>SNS is not served by the local stack, so Publish fails/],
  ['restXml', { service: 's3', method: 'GET', path: '/photos/a.png' }, '', /^<Error><Code>ServiceNotServedLocally<\/Code><Message>S3 is not served by the local stack, so GET \/photos\/a\.png of Photos\w+ \(AWS::S3::Bucket\) fails/],
  ['a service of no resource', { service: 'bedrock', path: '/model/x/invoke' }, '{}', /Bedrock is not served by the local stack, so POST \/model\/x\/invoke fails/],
])('a call by %s fails at once with a message that an SDK shows', async (_name, query, body, message) => {
  const answer = await call(await start(), query, body);
  expect(answer.status).toBe(400);
  expect(answer.text).toMatch(message);
  expect(lines.some((line) => /Call\w+: .* is not served by the local stack/.test(line))).toBe(true);
});

test('what heeds no endpoint does not reach AWS either', async () => {
  const answer = await call(await start(), { service: 's3', direct: 'https://photos.s3.us-east-1.amazonaws.com/' });
  expect(answer).toMatchObject({ status: 599, text: 'the local stack lets no function reach AWS, so photos.s3.us-east-1.amazonaws.com has no address here' });
});

test('the user\'s endpoint of a service reaches the functions', async () => {
  process.env.AWS_ENDPOINT_URL_SQS = 'http://127.0.0.1:59999/sqs';
  try {
    expect((await call(await start(), { service: 'sqs' })).text).toContain('ECONNREFUSED 127.0.0.1:59999');
  } finally {
    delete process.env.AWS_ENDPOINT_URL_SQS;
  }
});

test.each([
  ['http://', 'AWS_ENDPOINT_URL_S3 must be a URL such as http://127.0.0.1:4566, got \'http://\''],
  ['https://s3.eu-central-1.amazonaws.com', 'AWS_ENDPOINT_URL_S3 leads to AWS (https://s3.eu-central-1.amazonaws.com); name an emulator: a local function must not reach an account'],
])('the endpoint %s is rejected', (url, message) => {
  expect(() => userEndpoints({ AWS_ENDPOINT_URL_S3: url })).toThrow(message);
});

describe('DynamoDB', () => {
  test('tables are served, under the rights of the calling function\'s role', async () => {
    const stack = await start();
    expect((await dynamoDb(stack, 'PutItem', { TableName: 'orders', Item: ITEM })).status).toBe(200);
    expect((await dynamoDb(stack, 'GetItem', { TableName: 'orders', Key: { id: { S: '1' } } }, '/read')).json()).toEqual({ Item: ITEM });
    expect((await dynamoDb(stack, 'PutItem', { TableName: 'orders', Item: ITEM }, '/read')).json()).toMatchObject({
      __type: 'com.amazon.coral.service#AccessDeniedException',
      message: expect.stringMatching(/is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:us-east-1:123456789012:table\/orders because no identity-based policy allows/),
    });
    expect((await dynamoDb(stack, 'BatchWriteItem', { RequestItems: { orders: [{ PutRequest: { Item: ITEM } }], others: [] } })).json().message).toContain('table/others');
    expect((await dynamoDb(stack, 'TransactWriteItems', { TransactItems: [{ Put: { TableName: 'orders', Item: ITEM } }] }, '/read')).json().message).toContain('dynamodb:PutItem');
    expect((await dynamoDb(stack, 'ListTables', {})).json().message).toContain('dynamodb:ListTables');
  });

  test('items outlive another version of the stack, and a restart with --persist', async () => {
    const persist = `${temporaryFolder()}/users.json`;
    const first = await start(persist);
    await dynamoDb(first, 'PutItem', { TableName: 'orders', Item: ITEM });
    await first.update(synthesise((stack) => app(stack, { index: true })));
    const byOwner = { TableName: 'orders', IndexName: 'byOwner', KeyConditionExpression: '#o = :o', ExpressionAttributeNames: { '#o': 'owner' }, ExpressionAttributeValues: { ':o': { S: 'jane' } } };
    expect((await dynamoDb(first, 'Query', byOwner)).json()).toMatchObject({ Items: [ITEM] });
    await running.pop()?.close();
    const second = await start(persist, { index: true });
    expect((await dynamoDb(second, 'Query', byOwner)).json()).toMatchObject({ Items: [ITEM] });
  });
});
