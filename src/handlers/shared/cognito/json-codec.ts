/** What is asked of a schema of the SDK: `NormalizedSchema` of `@smithy/core`. */
interface SdkSchema {
  isStructSchema(): boolean;
  isListSchema(): boolean;
  isTimestampSchema(): boolean;
  getValueSchema(): SdkSchema;
  structIterator(): Iterable<[name: string, member: SdkSchema]>;
}

interface SdkSchemas {
  of(schema: unknown): SdkSchema;
}

type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue };

/**
 * JSON for the client of the SDK, in the place of its own codec, which writes text byte by byte in JavaScript and knows
 * each format that any service of AWS has. Cognito's requests are plain JSON as they are, and of its answers only times,
 * which are seconds since 1970, are not what `JSON.parse` makes of them.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function jsonCodec(schemas: SdkSchemas) {
  return class {
    text = '';

    createSerializer() {
      return this;
    }

    createDeserializer() {
      return this;
    }

    setSerdeContext() {}

    write(_schema: unknown, input: unknown): void {
      this.text = JSON.stringify(input);
    }

    flush(): string {
      return this.text;
    }

    async read(schema: unknown, bytes: Uint8Array): Promise<unknown> {
      return valueOf(schemas.of(schema), JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()));
    }

    readObject(schema: unknown, value: JsonValue): unknown {
      return valueOf(schemas.of(schema), value);
    }
  };
}

function valueOf(schema: SdkSchema, value: JsonValue): unknown {
  if (typeof value === 'number' && schema.isTimestampSchema()) return new Date(Math.round(value * 1000));
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return schema.isListSchema() ? value.map((item) => valueOf(schema.getValueSchema(), item)) : value;
  if (!schema.isStructSchema()) return value;
  const result: { [name: string]: unknown } = {};
  for (const [name, member] of schema.structIterator()) {
    if (value[name] != null) result[name] = valueOf(member, value[name]);
  }
  return result;
}
