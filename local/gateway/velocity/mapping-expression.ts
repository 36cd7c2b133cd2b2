import { isObject } from '../../assembly/template';
import type { HttpRequest } from '../http-message';

/** The values that mapping expressions and templates can read. */
export interface MappingScope {
  /** Members of `$context`, other than `error`. */
  readonly context: object;
  readonly request: HttpRequest;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** The error that a gateway response is about. */
  readonly error?: MappedError;
}

/** What `$context.error` shows of an error. */
export interface MappedError {
  readonly message: string;
  readonly responseType: string;
  readonly status: number;
  readonly validationErrorString: string;
}

/**
 * Evaluates a mapping expression: a string in single quotes, `context.…`, `stageVariables.…` or
 * `method.request.(header|querystring|path).…`.
 *
 * @returns undefined where the request has no such value
 */
export function mappedValue(expression: string, scope: MappingScope): string | undefined {
  if (/^'.*'$/s.test(expression)) return expression.slice(1, -1);
  const [root, ...path] = expression.split('.');
  if (root === 'context') return contextVariable(path, scope);
  if (root === 'stageVariables') return scope.stageVariables[path.join('.')];
  if (root !== 'method') return undefined;
  const [, location, ...rest] = path;
  const name = rest.join('.');
  switch (location) {
    case 'header': return scope.request.headers.get(name);
    case 'querystring': return scope.request.query.filter(([key]) => key === name).at(-1)?.[1];
    default: return scope.pathParameters[name];
  }
}

/** Whether {@link mappedValue} can evaluate the expression. */
export function isMappingExpression(expression: string): boolean {
  return /^('.*'|context\..+|stageVariables\..+|method\.request\.(header|querystring|path)\..+)$/s.test(expression);
}

/** Replaces `$context`, `$stageVariables` and `$method.request` variables in a text by their values. */
export function substituteVariables(template: string, scope: MappingScope): string {
  return template.replace(/\$((?:context|stageVariables|method\.request)(?:\.[A-Za-z_][\w:-]*)+)/g, (_match, expression: string) =>
    mappedValue(expression, scope) ?? '');
}

function contextVariable(path: readonly string[], { context, error }: MappingScope): string | undefined {
  const variables = {
    ...context,
    error: error && {
      message: error.message,
      messageString: JSON.stringify(error.message),
      responseType: error.responseType,
      // Quotes are escaped, so that templates can put the variable between quotes.
      validationErrorString: JSON.stringify(error.validationErrorString).slice(1, -1),
    },
    ...error && { status: String(error.status) },
  };
  let value: unknown = variables;
  // Claims such as `cognito:username` or `custom:a.b` can contain dots, so each level also tries the rest of the path as one name.
  for (let index = 0; index < path.length; index += 1) {
    if (!isObject(value)) return undefined;
    const rest = path.slice(index).join('.');
    if (Object.hasOwn(value, rest)) {
      value = value[rest];
      break;
    }
    value = Object.hasOwn(value, path[index]) ? value[path[index]] : undefined;
  }
  return value === undefined || value === null || isObject(value) ? undefined : String(value);
}
