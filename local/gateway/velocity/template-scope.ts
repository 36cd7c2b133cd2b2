import { type MappingScope, mappedValue } from './mapping-expression';

/** Variables while one mapping template is rendered, and the response overrides that the template sets. */
export class TemplateScope {
  /** Headers set by `$context.responseOverride.header`. */
  readonly headers = new Map<string, string>();
  /** Status set by `$context.responseOverride.status`. */
  status: number | undefined;
  private readonly variables = new Map<string, unknown>();

  constructor(private readonly mapping: MappingScope) {}

  /** Value of `$context.…`, `$stageVariables.…` or a variable that the template set. */
  read(path: readonly string[]): unknown {
    if (path[0] === 'context' || path[0] === 'stageVariables') return mappedValue(path.join('.'), this.mapping);
    return this.variables.get(path[0]);
  }

  /** Value of `$input.params(…)`: searches path, query string and headers in this order, by exact name. */
  parameter(location: 'path' | 'querystring' | 'header' | undefined, name: string): string | undefined {
    const { pathParameters, request } = this.mapping;
    const sources = {
      path: () => (Object.hasOwn(pathParameters, name) ? pathParameters[name] : undefined),
      querystring: () => request.query.filter(([key]) => key === name).at(-1)?.[1],
      // Unlike in a mapping expression, the case of a header name counts here.
      header: () => request.headers.entries().filter(([key]) => key === name).at(-1)?.[1],
    };
    return location ? sources[location]() : sources.path() ?? sources.querystring() ?? sources.header();
  }

  /** Executes `#set`. As in Velocity, setting an undefined value has no effect. */
  assign(target: readonly string[], value: unknown): void {
    if (value === undefined) return;
    if (target.length === 1) this.variables.set(target[0], value);
    else if (target[2] === 'status') this.status = Number(value);
    else this.headers.set(target[3], this.text(value));
  }

  /** The value as the rendered text shows it. */
  text(value: unknown): string {
    return value === undefined || value === null ? '' : String(value);
  }
}
