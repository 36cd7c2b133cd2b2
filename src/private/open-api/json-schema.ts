import { Token } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Components, Json, referenceTo } from './components';
import { throwInvalid } from '../validation';

/** Members whose values are schemas themselves, or lists of them, or objects of them. */
const ONE = ['additionalProperties', 'not'];
const SEVERAL = ['allOf', 'anyOf', 'oneOf'];
const BY_NAME = ['properties', 'patternProperties'];

/** Lists that draft-04 wants to have something in them. */
const NEVER_EMPTY = [...SEVERAL, 'enum', 'required'];

/** Members that mean the same in both dialects. */
const ALIKE = [
  'type', 'title', 'description', 'enum', 'default', 'format', 'multipleOf', 'maxLength', 'minLength', 'maxItems', 'minItems', 'uniqueItems',
  'maxProperties', 'minProperties', 'required',
];

/**
 * What CDK calls a JSON Schema, in the dialect of API Gateway's models (draft-04), as OpenAPI 3.1 has it (2020-12).
 *
 * Objects with a title that can be a name, and all definitions, become components: they are what a client generator
 * makes types of.
 *
 * @param where it was given, such as `'requestSchema' of /orders`
 * @throws Error where API Gateway would throwInvalid the schema or not check all of it
 *
 * @see https://json-schema.org/draft-06/json-schema-release-notes
 * @see https://json-schema.org/draft/2020-12/release-notes
 */
export function toOpenApiSchema(schema: apigateway.JsonSchema, where: string, components: Components): Json {
  const { definitions = {}, ...root } = schema;
  const converter = new Converter(where, components, Object.keys(definitions));
  for (const [name, definition] of Object.entries(definitions)) {
    if (!isName(name)) throwInvalid(`${where} has a definition '${name}'; use letters, digits and ._-`);
    components.add(name, converter.members(definition), where);
  }
  return converter.convert(root);
}

/** What the components of a document may be called. */
function isName(name: string | undefined): name is string {
  return name !== undefined && /^[A-Za-z0-9._-]+$/.test(name);
}

class Converter {
  constructor(private readonly where: string, private readonly components: Components, private readonly definitions: readonly string[]) {}

  convert(schema: apigateway.JsonSchema): Json {
    const converted = this.members(schema);
    return schema.type === apigateway.JsonSchemaType.OBJECT && isName(schema.title)
      ? this.components.add(schema.title, converted, this.where)
      : converted;
  }

  members({ schema: dialect, id, ref, ...schema }: apigateway.JsonSchema): Json {
    if (dialect !== undefined && dialect !== apigateway.JsonSchemaVersion.DRAFT4) {
      throwInvalid(`${this.where} is of ${dialect}, but API Gateway's models are of draft-04; leave 'schema' out`);
    }
    const given = Object.entries(schema).filter(([, value]) => value !== undefined);
    if (ref !== undefined) return this.reference(ref, given.map(([name]) => name));
    this.validateRange(schema.minimum, schema.exclusiveMinimum, 'minimum', 'exclusiveMinimum');
    this.validateRange(schema.maximum, schema.exclusiveMaximum, 'maximum', 'exclusiveMaximum');
    return Object.assign({}, ...given.map(([name, value]) => this.member(name, value, schema)));
  }

  private member(name: string, value: any, schema: apigateway.JsonSchema): Json {
    if (ONE.includes(name)) return { [name]: this.orBoolean(value) };
    if (Array.isArray(value) && value.length === 0 && NEVER_EMPTY.includes(name)) {
      throwInvalid(`${this.where} has an empty '${name}', which draft-04 does not allow; leave it out`);
    }
    if (SEVERAL.includes(name)) return { [name]: value.map((one: apigateway.JsonSchema) => this.convert(one)) };
    if (BY_NAME.includes(name)) return { [name]: this.byName(value) };
    if (ALIKE.includes(name)) return { [name]: this.writtenOut(name, value) };
    switch (name) {
      case 'pattern': return { pattern: this.pattern(value) };
      case 'minimum': return { [schema.exclusiveMinimum ? 'exclusiveMinimum' : 'minimum']: this.writtenOut(name, value) };
      case 'maximum': return { [schema.exclusiveMaximum ? 'exclusiveMaximum' : 'maximum']: this.writtenOut(name, value) };
      case 'exclusiveMinimum':
      case 'exclusiveMaximum': return {};
      case 'items': return Array.isArray(value)
        ? { prefixItems: value.map((one) => this.convert(one)), ...this.additionalItems(schema) }
        : { items: this.convert(value) };
      // Without a list of items it has no meaning in draft-04.
      case 'additionalItems': return {};
      case 'dependencies': return this.dependencies(value);
      case 'definitions': return throwInvalid(`${this.where} has 'definitions' below its root, where no reference finds them; move them to the root`);
      default: return throwInvalid(`${this.where} has '${name}', which JSON Schema draft-04, the dialect of API Gateway's models, does not know; leave it out`);
    }
  }

  private reference(ref: string, [beside]: readonly string[]): Json {
    if (beside !== undefined) throwInvalid(`${this.where} has '${beside}' beside a reference, where draft-04 takes no notice of it; leave it out`);
    const name = /^#\/definitions\/(.+)$/.exec(ref)?.[1];
    if (name === undefined || !this.definitions.includes(name)) {
      throwInvalid(`${this.where} refers to '${ref}'; refer to one of its own definitions, such as '#/definitions/line'`);
    }
    return referenceTo(name);
  }

  private orBoolean(value: apigateway.JsonSchema | boolean): Json | boolean {
    return typeof value === 'boolean' ? value : this.convert(value);
  }

  private byName(schemas: { readonly [name: string]: apigateway.JsonSchema }): Json {
    return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, this.convert(schema)]));
  }

  private additionalItems({ additionalItems }: apigateway.JsonSchema): Json {
    return additionalItems === undefined ? {} : { items: this.orBoolean(additionalItems) };
  }

  private dependencies(dependencies: NonNullable<apigateway.JsonSchema['dependencies']>): Json {
    const lists = Object.entries(dependencies).filter(([, value]) => Array.isArray(value));
    const schemas = Object.entries(dependencies).filter(([, value]) => !Array.isArray(value)) as [string, apigateway.JsonSchema][];
    return {
      ...lists.length > 0 ? { dependentRequired: Object.fromEntries(lists) } : {},
      ...schemas.length > 0 ? { dependentSchemas: this.byName(Object.fromEntries(schemas)) } : {},
    };
  }

  private validateRange(limit: number | undefined, exclusive: unknown, name: string, exclusiveName: string): void {
    if (exclusive !== undefined && typeof exclusive !== 'boolean') {
      throwInvalid(`${this.where} has '${exclusiveName}' ${String(exclusive)}; draft-04 wants true, beside '${name}'`);
    }
    if (exclusive && limit === undefined) throwInvalid(`${this.where} has '${exclusiveName}' without '${name}'; set both`);
  }

  private pattern(pattern: string): string {
    try {
      new RegExp(this.writtenOut('pattern', pattern));
    } catch (error) {
      if (error instanceof SyntaxError) throwInvalid(`${this.where} has the pattern '${pattern}', which is not a valid regular expression; fix it`);
      throw error;
    }
    return pattern;
  }

  /** A document is read before the deployment, where a token is no value yet. */
  private writtenOut<T>(name: string, value: T): T {
    const parts: unknown[] = Array.isArray(value) ? value : [value];
    if (Token.isUnresolved(value) || parts.some((part) => Token.isUnresolved(part))) {
      throwInvalid(`${this.where} has a token in '${name}', but must be a literal value for the OpenAPI document; write the value`);
    }
    return value;
  }
}
