import { isDeepStrictEqual } from 'node:util';
import * as schemas from '../../routes/schemas';
import { throwInvalid } from '../validation';

/** A JSON object. */
export type Json = { [key: string]: any };

/** Names of the construct's schemas that documents refer to. */
const NAMES = new Map(Object.entries<schemas.Schema>(schemas).map(([name, schema]) => [schema, name.charAt(0).toUpperCase() + name.slice(1)]));

/** What operations refer to, gathered as they do. */
export class Components {
  private readonly found = new Map<string, Json>();
  private readonly tokens = new Map<string, Json>();

  /** Refers to a schema of the construct. */
  reference(schema: schemas.Schema): Json {
    const name = NAMES.get(schema)!;
    this.found.set(name, 'anyOf' in schema ? { ...schema, anyOf: schema.anyOf.map((one) => this.reference(one)) } : schema);
    return referenceTo(name);
  }

  /**
   * Adds a schema of the user's own.
   *
   * @param where it was given, such as `'requestSchema' of /orders`
   * @throws Error where another schema has the name
   */
  add(name: string, schema: Json, where: string): Json {
    const other = this.found.get(name);
    if (other && !isDeepStrictEqual(other, schema)) {
      throwInvalid(`${where} has a schema named '${name}', as another schema of the OpenAPI document is; name one of them otherwise`);
    }
    this.found.set(name, schema);
    return referenceTo(name);
  }

  token(kind: 'id' | 'access'): string {
    const name = `${kind}Token`;
    this.tokens.set(name, {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: `The \`${name}\` that a login answers with; the word "Bearer" before it may be left out`,
    });
    return name;
  }

  toJson(): Json {
    const sorted = (entries: Map<string, Json>) => Object.fromEntries([...entries].sort(([a], [b]) => a < b ? -1 : 1));
    return { schemas: sorted(this.found), ...this.tokens.size > 0 ? { securitySchemes: sorted(this.tokens) } : {} };
  }
}

export function referenceTo(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}
