import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv-draft-04';
import type { JsonObject } from '../assembly/template';

// One instance for all models: each new one reads the meta-schema again. It does not register schemas by id, because two models
// may have the same id. API Gateway documents no formats, so none is checked. `verbose` gives the errors their data.
const ajv = new Ajv({ strict: false, allErrors: true, verbose: true, validateFormats: false, addUsedSchema: false });

const compiled = new WeakMap<JsonObject, ValidateFunction>();

/**
 * Compiles a JSON schema (draft 4). The loader compiles each model to reject a broken one at the start; the server then uses
 * the same function, because compiling takes milliseconds.
 *
 * @returns the errors of a body; none where it is valid
 * @throws Error where it is not a valid schema
 */
export function compileBodySchema(schema: JsonObject): (body: unknown) => readonly ErrorObject[] {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  return (body) => validate(body) ? [] : validate.errors ?? [];
}
