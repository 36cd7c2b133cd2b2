import { isObject, JsonObject, listOf, objectOf } from '../assembly/template';
import { LocalStackError } from '../errors';
import { wildcard } from './wildcard';

const EVALUATED = new Set(['Action', 'Effect', 'Principal', 'Sid']);

/** The trust policy of a role: who may act under it. */
export class TrustPolicy {
  /**
   * @param where - logical id and type of the role, for messages
   */
  constructor(private readonly document: unknown, private readonly where: string) {}

  /**
   * Whether a service, such as `lambda.amazonaws.com`, may assume the role.
   *
   * @throws LocalStackError where an element of a statement would change the decision and is not evaluated here
   */
  admits(service: string): boolean {
    const matching = listOf(objectOf(this.document).Statement)
      .map((statement) => this.evaluable(statement))
      .filter((statement) => names(statement.Principal, service) && listOf(statement.Action).some((action) => wildcard(String(action), { ignoreCase: true })('sts:AssumeRole')));
    return matching.some(({ Effect }) => Effect === 'Allow') && !matching.some(({ Effect }) => Effect === 'Deny');
  }

  private evaluable(statement: unknown): JsonObject {
    if (!isObject(statement)) throw new LocalStackError(`${this.where} has a trust policy with a statement that is no object`);
    const unknown = Object.keys(statement).find((element) => !EVALUATED.has(element));
    if (unknown) throw new LocalStackError(`${this.where} has a trust policy with '${unknown}', which the local stack does not evaluate`);
    return statement;
  }
}

/** Only a service can be meant by `Service`; `*` is anyone. */
function names(principal: unknown, service: string): boolean {
  return principal === '*' || listOf(objectOf(principal).Service).includes(service);
}
