import { readFileSync } from 'node:fs';
import Ajv, { ErrorObject } from 'ajv-draft-04';
import { LocalStackError } from './errors';

/**
 * Reads a file of JSON and holds it against a schema.
 *
 * @param what - the kind of file, for messages
 * @throws LocalStackError which names the file and the place in it
 */
export function readJsonFile(file: string, what: string, schema: object): unknown {
  const refuse = (reason: string) => new LocalStackError(`${what} ${file} ${reason}`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    // What a parser says of bad JSON quotes the text around it, and that may be a password.
    throw refuse(error instanceof SyntaxError ? 'is no JSON' : `cannot be read: ${(error as Error).message}`);
  }
  const validate = new Ajv({ strict: false }).compile(schema);
  if (validate(content)) return content;
  throw refuse(`is not as expected: ${complaint(validate.errors![0])}`);
}

function complaint({ instancePath, keyword, params, message }: ErrorObject): string {
  const place = instancePath.replace(/\/(\d+)/g, '[$1]').replace(/\//g, '.').replace(/^\./, '') || 'it';
  switch (keyword) {
    case 'additionalProperties': return `${place} has the unknown member '${String(params.additionalProperty)}'`;
    case 'required': return `${place} has no '${String(params.missingProperty)}'`;
    case 'enum': return `${place} must be one of ${(params.allowedValues as unknown[]).join(', ')}`;
    default: return `${place} ${message}`;
  }
}
