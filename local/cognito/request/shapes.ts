import { CognitoError, invalidParameter } from '../errors';

/**
 * What a member of a request must look like. A wrong JSON type is the protocol's SerializationException and ends the check;
 * a broken constraint is collected, because the service names all of them in one InvalidParameterException.
 */
export interface Shape<T> {
  /** Never set: carries the TypeScript type of a checked value. */
  readonly type?: T;
  check(value: unknown, path: string, violations: string[]): void;
}

export interface RequiredShape<T> extends Shape<T> {
  readonly required: true;
}

type Fields = Record<string, Shape<unknown>>;
type TypeOf<S> = S extends Shape<infer T> ? T : never;
type RequiredKeys<F extends Fields> = { [K in keyof F]: F[K] extends RequiredShape<unknown> ? K : never }[keyof F];

/** The type of a request whose members are `F`. */
export type Input<F extends Fields> =
  { readonly [K in RequiredKeys<F>]: TypeOf<F[K]> } & { readonly [K in Exclude<keyof F, RequiredKeys<F>>]?: TypeOf<F[K]> };

interface StringConstraints {
  readonly min?: number;
  readonly max?: number;
  /** As the service writes it in its messages. */
  readonly pattern?: string;
  /** The value is named in the message, which no secret may be. */
  readonly shown?: boolean;
}

const jsonType = (value: unknown): string => {
  if (Array.isArray(value)) return 'Start of list';
  if (value !== null && typeof value === 'object') return 'Start of structure or map';
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return `${(typeof value).toUpperCase()}_VALUE`;
};

function wrongType(value: unknown, wanted: string): CognitoError {
  const found = jsonType(value);
  return new CognitoError('SerializationException', found.startsWith('Start of')
    ? `${found} found where not expected.`
    : `${found} can not be converted to ${wanted}`);
}

// Message form: Java bean validation as the service reports it, for instance
// "1 validation error detected: Value at 'username' failed to satisfy constraint: Member must not be null".
const violation = (path: string, constraint: string, shown?: string) =>
  `Value ${shown === undefined ? '' : `'${shown}' `}at '${path}' failed to satisfy constraint: Member must ${constraint}`;

/** A string; lengths are in UTF-16 code units. */
export function text(constraints: StringConstraints = {}): Shape<string> {
  const { min, max, pattern, shown } = constraints;
  const expression = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`, 'u');
  return {
    check(value, path, violations) {
      if (typeof value !== 'string') throw wrongType(value, 'a String');
      const named = shown ? value : undefined;
      // An over-long value is refused anyway; backtracking over it would only cost time.
      const fits = value.length <= (max ?? Infinity);
      if (fits && expression && !expression.test(value)) violations.push(violation(path, `satisfy regular expression pattern: ${pattern}`, named));
      if (min !== undefined && value.length < min) violations.push(violation(path, `have length greater than or equal to ${min}`, named));
      if (!fits) violations.push(violation(path, `have length less than or equal to ${max}`, named));
    },
  };
}

/** One of a set of strings. */
export function oneOf<const T extends string>(...values: T[]): Shape<T> {
  return {
    check(value, path, violations) {
      if (typeof value !== 'string') throw wrongType(value, 'a String');
      if (!values.includes(value as T)) {
        violations.push(violation(path, `satisfy enum value set: [${values.join(', ')}]`, value));
      }
    },
  };
}

export const bool: Shape<boolean> = {
  check(value) {
    if (typeof value !== 'boolean') throw wrongType(value, 'a Boolean');
  },
};

/** An integer within `min` and `max`. */
export function integer(min: number, max: number): Shape<number> {
  return {
    check(value, path, violations) {
      if (typeof value !== 'number') throw wrongType(value, 'an Integer');
      if (value < min) violations.push(violation(path, `have value greater than or equal to ${min}`, String(value)));
      if (value > max) violations.push(violation(path, `have value less than or equal to ${max}`, String(value)));
    },
  };
}

export function list<T>(member: Shape<T>): Shape<readonly T[]> {
  return {
    check(value, path, violations) {
      if (!Array.isArray(value)) throw wrongType(value, 'a List');
      value.forEach((item, index) => member.check(item, `${path}.${index + 1}.member`, violations));
    },
  };
}

/** A map from strings to strings. */
export const stringMap: Shape<Readonly<Record<string, string>>> = {
  check(value) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) throw wrongType(value, 'a Map');
    for (const item of Object.values(value)) {
      if (typeof item !== 'string') throw wrongType(item, 'a String');
    }
  },
};

export function structure<const F extends Fields>(fields: F): Shape<Input<F>> {
  const members = Object.entries(fields);
  return {
    check(value, path, violations) {
      if (value === null || typeof value !== 'object' || Array.isArray(value)) throw wrongType(value, 'a Structure');
      for (const [name, shape] of members) {
        const memberPath = `${path === '' ? '' : `${path}.`}${name[0].toLowerCase()}${name.slice(1)}`;
        // JSON null and absence are the same to the protocol.
        const member = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] ?? undefined : undefined;
        if (member !== undefined) {
          shape.check(member, memberPath, violations);
        } else if ('required' in shape) {
          violations.push(violation(memberPath, 'not be null'));
        }
      }
    },
  };
}

export function required<T>(shape: Shape<T>): RequiredShape<T> {
  return { ...shape, required: true };
}

/** @throws CognitoError SerializationException or InvalidParameterException */
export function checkRequest<T>(shape: Shape<T>, request: unknown): T {
  const violations: string[] = [];
  shape.check(request, '', violations);
  if (violations.length > 0) {
    throw invalidParameter(`${violations.length} validation error${violations.length > 1 ? 's' : ''} detected: ${violations.join('; ')}`);
  }
  return withoutNulls(request as Record<string, unknown>) as T;
}

function withoutNulls(request: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== null));
}
