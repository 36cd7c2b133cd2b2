import { StackResources } from '../assembly/stack-resources';
import { JsonObject, listOf, objectOf, ResolvedResource } from '../assembly/template';

/** A table of the template, as `CreateTable` takes it. */
export interface DynamoDbTable {
  readonly logicalId: string;
  readonly arn: string;
  readonly definition: {
    readonly TableName: string;
    readonly KeySchema: readonly { readonly AttributeName: string }[];
  } & JsonObject;
}

const TYPES = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];

/** Whether resources of this type are tables. */
export function isTable(type: string): boolean {
  return TYPES.includes(type);
}

/** Whether the stack has a table. */
export function hasTables({ stack }: StackResources): boolean {
  return Object.values(stack.template.Resources ?? {}).some(({ Type }) => isTable(Type));
}

/** The tables of a stack with their keys and indexes. Capacity, streams, backups and encryption have no meaning here. */
export function readTables(resources: StackResources): DynamoDbTable[] {
  return TYPES.flatMap((type) => resources.ofType(type)).map((resource) => readTable(resource, resources));
}

function readTable({ logicalId, properties }: ResolvedResource, resources: StackResources): DynamoDbTable {
  const indexes = (name: string) => listOf(properties[name]).map((index) => {
    const { IndexName, KeySchema, Projection } = objectOf(index);
    return { IndexName, KeySchema, Projection };
  });
  const [globalIndexes, localIndexes] = [indexes('GlobalSecondaryIndexes'), indexes('LocalSecondaryIndexes')];
  return {
    logicalId,
    arn: String(resources.getAtt(logicalId, 'Arn')),
    definition: {
      TableName: String(resources.ref(logicalId)),
      KeySchema: listOf(properties.KeySchema) as { AttributeName: string }[],
      AttributeDefinitions: listOf(properties.AttributeDefinitions),
      BillingMode: 'PAY_PER_REQUEST',
      ...globalIndexes.length > 0 ? { GlobalSecondaryIndexes: globalIndexes } : {},
      ...localIndexes.length > 0 ? { LocalSecondaryIndexes: localIndexes } : {},
    },
  };
}
