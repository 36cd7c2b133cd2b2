import { DynamoDb } from './dynamodb';
import { dynamoDbHandler } from './dynamodb-handler';
import { hasTables, isTable } from './dynamodb-tables';
import { secretsManagerHandler } from './secrets-manager';
import { ServiceHandler, startServiceEndpoint } from './service-endpoint';
import { readSecrets } from './template-secrets';
import { noticeOf, unservedResources } from './unserved-resources';
import { userEndpoints } from './user-endpoints';
import { StackResources } from '../assembly/stack-resources';
import { LoopbackServer } from '../gateway/serve/http-server';
import { RoleAuthorizer } from '../iam/role-authorizer';

export { DynamoDb } from './dynamodb';

export interface ServicesOptions {
  readonly resources: StackResources;
  readonly authorizer: RoleAuthorizer;
  /** Environment of the local stack, in which the user names endpoints. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Gives DynamoDB; undefined where `dynalite` is not installed. */
  dynamoDb(): Promise<DynamoDb | undefined>;
  notice(line: string): void;
}

/** How functions reach the services of AWS. */
export interface Services {
  /** Variables for every function. */
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Serves, or rejects, what functions ask of services other than Cognito. */
export async function startServices({ resources, authorizer, environment, dynamoDb, notice }: ServicesOptions): Promise<Services> {
  const named = userEndpoints(environment);
  const handlers = new Map<string, ServiceHandler>();
  const wantsTables = hasTables(resources) && named.AWS_ENDPOINT_URL_DYNAMODB === undefined;
  const tables = wantsTables ? await dynamoDb() : undefined;
  if (tables) {
    await tables.deploy(resources);
    const { account, region } = resources.stack;
    handlers.set('dynamodb', dynamoDbHandler(tables, authorizer, `arn:aws:dynamodb:${region}:${account}:table/`));
  } else if (wantsTables) {
    notice('the DynamoDB tables of the stack are not served: install dynalite (npm install --save-dev dynalite), or set AWS_ENDPOINT_URL_DYNAMODB to the address of an emulator');
  }
  handlers.set('secretsmanager', secretsManagerHandler(readSecrets(resources), authorizer, resources.stack));
  const unserved = unservedResources(resources, (type) => isTable(type) && tables !== undefined);
  const line = noticeOf(unserved);
  if (line) notice(line);
  const endpoint: LoopbackServer = await startServiceEndpoint({
    handlers,
    unserved,
    remedies: { dynamodb: 'install dynalite (npm install --save-dev dynalite)' },
    functionNameOf: (accessKeyId) => authorizer.principalOf(accessKeyId)?.lambda.name,
    onRejected: notice,
  });
  return { variables: { AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoint.url, ...named, AWS_ENDPOINT_URL: endpoint.url }, close: () => endpoint.close() };
}
