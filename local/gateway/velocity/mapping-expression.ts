import { isObject } from '../../assembly/template';
import { HttpRequest } from '../http-message';
import { GatewayError } from '../serve/gateway-error';
import { RequestContext } from '../serve/request-context';

/** What a mapping expression of an answer can read. */
export interface MappingScope {
  readonly context: RequestContext;
  readonly request: HttpRequest;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly error?: GatewayError;
}

/**
 * Value of a mapping expression: a text in single quotes, `context.…`, `stageVariables.…` or
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

/** Whether the text is an expression that `mappedValue` reads. */
export function isMappingExpression(expression: string): boolean {
  return /^('.*'|context\..+|stageVariables\..+|method\.request\.(header|querystring|path)\..+)$/s.test(expression);
}

/** Puts the values of `$context`, `$stageVariables` and `$method.request` variables into a text. */
export function substituteVariables(template: string, scope: MappingScope): string {
  return template.replace(/\$((?:context|stageVariables|method\.request)(?:\.[A-Za-z_][\w:-]*)+)/g, (_match, expression: string) =>
    mappedValue(expression, scope) ?? '');
}

function contextVariable(path: readonly string[], scope: MappingScope): string | undefined {
  const { error } = scope;
  const variables = {
    ...scope.context,
    error: error && {
      message: error.message,
      messageString: JSON.stringify(error.message),
      responseType: error.responseType,
      validationErrorString: error.validationErrorString,
    },
    ...error && { status: String(error.status) },
  };
  let value: unknown = variables;
  // A claim such as `cognito:username` or `custom:a.b` may itself hold a dot.
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
