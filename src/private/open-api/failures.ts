import { Components, Json } from './components';
import { Problem, ProblemCode, PROBLEMS } from '../../routes/problems';
import * as schemas from '../../routes/schemas';

/** The phrases of statuses that no problem of the table has for its own. */
const TITLES: { readonly [status: number]: string } = { 413: 'Content Too Large', 415: 'Unsupported Media Type', 502: 'Bad Gateway', 504: 'Gateway Timeout' };

/** What may be answered instead of a success, by the whole answer's status. */
export class Failures {
  private readonly codesByStatus = new Map<number, ProblemCode[]>();

  add(code: ProblemCode, status: number = PROBLEMS[code].status): this {
    this.codesByStatus.set(status, [...this.codesByStatus.get(status) ?? [], code]);
    return this;
  }

  /** @param components where they have the shape of the construct's errors; without them only the statuses are told */
  responses(components: Components | undefined): Json {
    return Object.fromEntries([...this.codesByStatus].sort(([a], [b]) => a - b)
      .map(([status, codes]) => [status, components ? problemResponse(status, codes, components) : { description: titleOf(status, codes) }]));
  }
}

function titleOf(status: number, [code]: readonly ProblemCode[]): string {
  return TITLES[status] ?? PROBLEMS[code].title;
}

function problemResponse(status: number, codes: readonly ProblemCode[], components: Components): Json {
  const problems: readonly Problem[] = codes.map((code) => PROBLEMS[code]);
  const schema = { ...components.reference(schemas.problemAnswer), properties: { code: { type: 'string', enum: codes } } };
  return {
    description: `${titleOf(status, codes)}: ${codes.map((code) => `\`${code}\``).join(', ')}`,
    ...problems.some(({ retryAfter }) => retryAfter !== undefined)
      ? { headers: { 'Retry-After': { description: 'Seconds after which to try again', schema: { type: 'integer' } } } }
      : {},
    content: { 'application/problem+json': { schema } },
  };
}
