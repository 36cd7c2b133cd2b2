import { isObject, JsonObject, listOf } from '../assembly/template';
import { LocalStackError } from '../errors';
import { wildcard } from './wildcard';

/** One statement of an identity-based policy. */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Whether `actions` are those that the statement leaves out (`NotAction`). @default false */
  readonly exceptActions?: boolean;
  /** Whether `resources` are those that the statement leaves out (`NotResource`). @default false */
  readonly exceptResources?: boolean;
  /** Whether the statement holds a condition that is not evaluated: it then allows nothing, and denies what it may deny. @default false */
  readonly unevaluated?: boolean;
}

/** What the policies of an identity say about one action on one resource. */
export type PolicyDecision = 'allowed' | 'explicitly denied' | 'implicitly denied';

const EVALUATED = new Set(['Action', 'Effect', 'NotAction', 'NotResource', 'Resource', 'Sid']);

/**
 * Reads the statements of a policy document.
 *
 * @param where - logical id and type of the resource that holds it, for messages
 * @throws LocalStackError where an element of a statement would change the decision and is not evaluated here
 */
export function parsePolicyDocument(document: unknown, where: string): PolicyStatement[] {
  if (!isObject(document)) throw new LocalStackError(`${where} holds a policy without a policy document`);
  return listOf(document.Statement).map((statement) => parseStatement(statement, where));
}

function parseStatement(statement: unknown, where: string): PolicyStatement {
  if (!isObject(statement)) throw new LocalStackError(`${where} holds a policy statement that is no object`);
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') {
    throw new LocalStackError(`${where} holds a policy statement whose Effect is neither Allow nor Deny`);
  }
  const exceptActions = statement.NotAction !== undefined;
  const exceptResources = statement.NotResource !== undefined;
  const unknown = Object.keys(statement).find((element) => !EVALUATED.has(element));
  const parsed: PolicyStatement = {
    effect: statement.Effect,
    actions: strings(statement, exceptActions ? 'NotAction' : 'Action', where),
    resources: strings(statement, exceptResources ? 'NotResource' : 'Resource', where),
    ...exceptActions ? { exceptActions } : {},
    ...exceptResources ? { exceptResources } : {},
    ...unknown === undefined ? {} : { unevaluated: true },
  };
  if (unknown && isDecisive(parsed)) throw new LocalStackError(`${where} holds a policy statement with '${unknown}', which the local stack does not evaluate`);
  return parsed;
}

/** Whether the statement may decide who gets in: about Cognito or an invocation. Such a statement is evaluated as AWS does, or stops the start. */
function isDecisive(statement: PolicyStatement): boolean {
  return statement.exceptActions === true || statement.actions.some((pattern) =>
    wildcard(pattern.split(':')[0], { ignoreCase: true })('cognito-idp') || wildcard(pattern, { ignoreCase: true })('lambda:InvokeFunction'));
}

function strings(statement: JsonObject, element: string, where: string): string[] {
  const values = listOf(statement[element]);
  if (values.length === 0 || values.some((value) => typeof value !== 'string')) {
    throw new LocalStackError(`${where} holds a policy statement whose ${element} is not a string or a list of strings`);
  }
  return values as string[];
}

/** Decides as IAM does within one account: an explicit deny wins, then any allow, otherwise it is denied. */
export function evaluatePolicies(statements: readonly PolicyStatement[], action: string, resourceArn: string): PolicyDecision {
  const matching = statements.filter((statement) => coversAction(statement, action) && coversResource(statement, resourceArn)
    && (statement.effect === 'Deny' || !statement.unevaluated));
  if (matching.some((statement) => statement.effect === 'Deny')) return 'explicitly denied';
  return matching.length > 0 ? 'allowed' : 'implicitly denied';
}

function coversAction({ actions, exceptActions = false }: PolicyStatement, action: string): boolean {
  return exceptActions !== actions.some((pattern) => wildcard(pattern, { ignoreCase: true })(action));
}

function coversResource({ resources, exceptResources = false }: PolicyStatement, resourceArn: string): boolean {
  return exceptResources !== resources.some((pattern) => wildcard(pattern)(resourceArn));
}
