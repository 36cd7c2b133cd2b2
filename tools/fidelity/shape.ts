/**
 * What an answer must look like: a value is itself, a pattern is matched by a string, `ANY` by anything that is there,
 * `ABSENT` by nothing; an object says only what it names, a list says everything.
 */
export type Shape = string | number | boolean | RegExp | typeof ANY | typeof ABSENT | readonly Shape[] | { readonly [member: string]: Shape };

export const ANY = Symbol('any');
export const ABSENT = Symbol('absent');
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where `value` departs from `shape`, in words; undefined where it does not. */
export function departure(shape: Shape, value: unknown, path = 'answer'): string | undefined {
  if (shape === ABSENT) return value === undefined ? undefined : `${path} is there`;
  if (value === undefined || value === null) return `${path} is not there`;
  if (shape === ANY) return undefined;
  if (shape instanceof RegExp) return typeof value === 'string' && shape.test(value) ? undefined : `${path} does not match ${shape}`;
  if (Array.isArray(shape)) {
    if (!Array.isArray(value) || value.length !== shape.length) return `${path} is no list of ${shape.length}`;
    return firstOf(shape.map((item: Shape, index) => departure(item, value[index], `${path}[${index}]`)));
  }
  if (typeof shape === 'object') {
    if (typeof value !== 'object') return `${path} is no object`;
    return firstOf(Object.entries(shape).map(([name, member]) => departure(member, (value as Record<string, unknown>)[name], `${path}.${name}`)));
  }
  return value === shape ? undefined : `${path} is ${JSON.stringify(value)} and not ${JSON.stringify(shape)}`;
}

const firstOf = (departures: (string | undefined)[]) => departures.find((found) => found !== undefined);
