import type { JsonObject } from '../../assembly/template';

/** What the request validator of a method checks. */
export interface RequestValidation {
  /** JSON schemas by lower-case content type; `$default` applies to all others. Empty where bodies are not validated. */
  readonly models: ReadonlyMap<string, JsonObject>;
  /** Such as `method.request.header.X-Tenant`. Empty where parameters are not validated. */
  readonly requiredParameters: readonly string[];
}
