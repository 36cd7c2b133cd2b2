/** A JSON object whose members are not known yet. */
export type JsonObject = Record<string, unknown>;

/** One entry of a template's `Resources`. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: JsonObject;
  readonly Condition?: string;
  readonly Metadata?: JsonObject;
  readonly DependsOn?: string | readonly string[];
}

/** One entry of a template's `Parameters`. */
export interface TemplateParameter {
  readonly Type: string;
  readonly Default?: unknown;
}

/** The sections of a CloudFormation template that the local stack reads. */
export interface Template {
  readonly Resources?: Record<string, TemplateResource>;
  readonly Parameters?: Record<string, TemplateParameter>;
  readonly Outputs?: Record<string, { readonly Value?: unknown; readonly Condition?: string }>;
  readonly Transform?: unknown;
}

/** A resource with its logical id and its resolved properties. */
export interface ResolvedResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
}

/** Whether the value is an object in the sense of JSON. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value where it is an object, otherwise an empty one. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The value where it is a list, otherwise a list of the value, or an empty list where there is none. */
export function listOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** The value where it is a string. */
export function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value as a number, also where the template wrote it as a string. */
export function numberOf(value: unknown): number | undefined {
  if (value === undefined || value === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** The value as a boolean, also where the template wrote it as a string. */
export function booleanOf(value: unknown): boolean {
  return value === true || value === 'true';
}
