import { DynamoDb } from './dynamodb';
import { ServiceCall, serviceError } from './service-call';
import { ServiceHandler } from './service-endpoint';
import { JsonObject, listOf, objectOf, stringOf } from '../assembly/template';
import { RoleAuthorizer } from '../iam/role-authorizer';

const PREFIX = 'com.amazonaws.dynamodb.v20120810#';
const ACCESS_DENIED = 'com.amazon.coral.service#AccessDeniedException';

/** `TransactWriteItems` needs the right to each of its parts. */
const PARTS: Readonly<Record<string, string>> = { ConditionCheck: 'ConditionCheckItem', Delete: 'DeleteItem', Get: 'GetItem', Put: 'PutItem', Update: 'UpdateItem' };

/** Serves DynamoDB under the rights of the calling function's role. @param tableArn - such as `arn:aws:dynamodb:us-east-1:123456789012:table/` */
export function dynamoDbHandler(dynamoDb: DynamoDb, authorizer: RoleAuthorizer, tableArn: string): ServiceHandler {
  return async (call) => {
    if (!authorizer.principalOf(call.accessKeyId)) {
      return serviceError(call, 400, `${PREFIX}UnrecognizedClientException`, 'The security token included in the request is invalid.');
    }
    for (const [action, resource] of actionsOf(call, tableArn)) {
      const refusal = authorizer.refusalOf(call.accessKeyId, action, resource);
      if (refusal !== undefined) return serviceError(call, 400, ACCESS_DENIED, refusal);
    }
    return dynamoDb.forward(call.request);
  };
}

function actionsOf({ operation, request }: ServiceCall, tableArn: string): [action: string, resource: string][] {
  const input = parse(request.body);
  const action = `dynamodb:${operation}`;
  const arnOf = (table: unknown) => String(table).startsWith('arn:') ? String(table) : tableArn + String(table);
  if (operation.startsWith('Transact')) {
    return listOf(input.TransactItems).flatMap((item) => Object.entries(objectOf(item)).map(([kind, part]): [string, string] =>
      [`dynamodb:${PARTS[kind] ?? operation}`, arnOf(objectOf(part).TableName)]));
  }
  if (input.RequestItems !== undefined) return Object.keys(objectOf(input.RequestItems)).map((table) => [action, arnOf(table)]);
  const table = stringOf(input.TableName) ?? stringOf(input.ResourceArn);
  if (table === undefined) return [[action, '*']];
  return [[action, input.IndexName === undefined ? arnOf(table) : `${arnOf(table)}/index/${String(input.IndexName)}`]];
}

/** A body that is no JSON is for DynamoDB to reject. */
function parse(body: Buffer): JsonObject {
  try {
    return objectOf(JSON.parse(body.toString('utf8')));
  } catch {
    return {};
  }
}
