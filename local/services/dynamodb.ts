import { mkdirSync } from 'node:fs';
import { Server } from 'node:http';
import { createRequire } from 'node:module';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { StackResources } from '../assembly/stack-resources';
import { LocalStackError } from '../errors';
import { DynamoDbTable, readTables } from './dynamodb-tables';
import { HeaderList, HttpReply, HttpRequest } from '../gateway/http-message';

type Dynalite = (options: { path?: string; createTableMs: number; deleteTableMs: number; updateTableMs: number }) => Server;

/** What DynamoDB answers, as JSON. */
type Answer = Readonly<Record<string, any>>;

const TARGET = 'DynamoDB_20120810';
const BATCH = 25;
const NOT_FOUND = 'ResourceNotFoundException';

/**
 * DynamoDB by the npm package `dynalite`, which is taken from the user's project. It outlives a version of the stack, so that tables keep
 * their items.
 */
export class DynamoDb {
  /**
   * Starts it where `dynalite` is installed.
   *
   * @param folders - where it is looked up, with the folders above each
   * @param path - folder that keeps the items. @default - they are gone at the end
   * @returns undefined where it is not installed
   */
  static async start(folders: readonly string[], path?: string): Promise<DynamoDb | undefined> {
    const dynalite = folders.map(find).find((found) => found !== undefined);
    if (!dynalite) return undefined;
    if (path) mkdirSync(path, { recursive: true, mode: 0o700 });
    const server = dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    return new DynamoDb(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  private constructor(private readonly server: Server, private readonly url: string) {}

  /** Makes the tables of a stack exist. A table whose keys or indexes have changed is made anew and keeps the items that still have its keys. */
  async deploy(resources: StackResources): Promise<readonly DynamoDbTable[]> {
    const tables = readTables(resources);
    for (const table of tables) await this.deployTable(table);
    return tables;
  }

  /** Hands on a request as it is. */
  async forward({ headers, body }: HttpRequest): Promise<HttpReply> {
    const fields = headers.entries().filter(([name]) => /^(content-type|x-amz-.*|authorization)$/i.test(name)).map(([name, value]) => [name, value]);
    const response = await fetch(this.url, { method: 'POST', headers: fields as [string, string][], body: new Uint8Array(body) });
    const kept = [...response.headers].filter(([name]) => /^(content-type|x-amz.*)$/i.test(name));
    return { status: response.status, headers: new HeaderList(kept), body: Buffer.from(await response.arrayBuffer()) };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async deployTable({ definition, logicalId }: DynamoDbTable): Promise<void> {
    const { TableName } = definition;
    try {
      const existing = await this.describe(TableName);
      if (existing && shapeOf(existing) === shapeOf(definition)) return;
      const items = existing ? await this.itemsOf(TableName) : [];
      if (existing) {
        await this.call('DeleteTable', { TableName });
        while (await this.describe(TableName)) await pause();
      }
      await this.call('CreateTable', definition);
      while ((await this.describe(TableName))?.TableStatus !== 'ACTIVE') await pause();
      const keys = definition.KeySchema.map(({ AttributeName }) => AttributeName);
      await this.put(TableName, items.filter((item) => keys.every((key) => item[key] !== undefined)));
    } catch (error) {
      throw new LocalStackError(`${logicalId} (AWS::DynamoDB::Table) cannot be created: ${(error as Error).message}`);
    }
  }

  private async describe(TableName: string): Promise<Answer | undefined> {
    try {
      return (await this.call('DescribeTable', { TableName })).Table;
    } catch (error) {
      if ((error as Error).name === NOT_FOUND) return undefined;
      throw error;
    }
  }

  private async itemsOf(TableName: string): Promise<Answer[]> {
    const items: Answer[] = [];
    let ExclusiveStartKey: unknown;
    do {
      const page = await this.call('Scan', { TableName, ExclusiveStartKey });
      items.push(...page.Items);
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    return items;
  }

  private async put(TableName: string, items: readonly Answer[]): Promise<void> {
    for (let index = 0; index < items.length; index += BATCH) {
      const requests = items.slice(index, index + BATCH).map((Item) => ({ PutRequest: { Item } }));
      await this.call('BatchWriteItem', { RequestItems: { [TableName]: requests } });
    }
  }

  private async call(operation: string, input: object): Promise<Answer> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `${TARGET}.${operation}`,
        'x-amz-date': '20260101T000000Z',
        'authorization': 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=local',
      },
      body: JSON.stringify(input),
    });
    const answer = await response.json() as Answer;
    if (!response.ok) {
      const name = String(answer.__type).split('#').at(-1);
      throw Object.assign(new Error(`${operation}: ${answer.message ?? answer.Message ?? name}`), { name });
    }
    return answer;
  }
}

function find(folder: string): Dynalite | undefined {
  try {
    return createRequire(join(folder, 'package.json'))('dynalite') as Dynalite;
  } catch {
    return undefined;
  }
}

/** What a table cannot change while it exists, apart from the order of its parts. */
function shapeOf({ KeySchema, AttributeDefinitions, GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] }: Answer): string {
  const indexes = [...GlobalSecondaryIndexes, ...LocalSecondaryIndexes].map((index: Answer) => [index.IndexName, index.KeySchema, index.Projection]);
  const byText = (one: unknown, other: unknown) => JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
  return JSON.stringify([KeySchema, [...AttributeDefinitions].sort(byText), indexes.sort(byText)], (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value);
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
