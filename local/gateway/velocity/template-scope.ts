import { MappingScope, mappedValue } from './mapping-expression';

/** The variables of one rendering of a mapping template, and what the template overrides of the answer. */
export class TemplateScope {
  /** Header fields that the template set by `$context.responseOverride.header`. */
  readonly headers = new Map<string, string>();
  /** Status that the template set by `$context.responseOverride.status`. */
  status: number | undefined;
  private readonly variables = new Map<string, unknown>();

  constructor(private readonly mapping: MappingScope) {}

  /** Value of `$context.…`, `$stageVariables.…` or a variable of the template. */
  read(path: readonly string[]): unknown {
    if (path[0] === 'context' || path[0] === 'stageVariables') return mappedValue(path.join('.'), this.mapping);
    return this.variables.get(path[0]);
  }

  /** Value of a request parameter as `$input.params(…)` finds it: by its exact name in the path, the query, the header. */
  parameter(location: 'path' | 'querystring' | 'header' | undefined, name: string): string | undefined {
    const { pathParameters, request } = this.mapping;
    const sources = {
      path: () => (Object.hasOwn(pathParameters, name) ? pathParameters[name] : undefined),
      querystring: () => request.query.filter(([key]) => key === name).at(-1)?.[1],
      // Unlike a mapped header, a header in a template is found by the very spelling that the client used.
      header: () => request.headers.entries().filter(([key]) => key === name).at(-1)?.[1],
    };
    return location ? sources[location]() : sources.path() ?? sources.querystring() ?? sources.header();
  }

  /** Carries out a `#set`; as in Velocity, nothing is set to a value that is not there. */
  assign(target: readonly string[], value: unknown): void {
    if (value === undefined) return;
    if (target.length === 1) this.variables.set(target[0], value);
    else if (target[2] === 'status') this.status = Number(value);
    else this.headers.set(target[3], this.text(value));
  }

  /** How a value stands in the text. */
  text(value: unknown): string {
    return value === undefined || value === null ? '' : String(value);
  }
}
