import type { TemplateScope } from './template-scope';

/** A compiled expression of a mapping template. */
export type TemplateExpression = (scope: TemplateScope) => unknown;

interface Parsed {
  readonly expression: TemplateExpression;
  /** Length of the expression in the source, in characters. */
  readonly length: number;
}

/**
 * Parses the expression at the start of `source`: references, strings, numbers, `==`, `!=`, `!`, `&&`, `||` and parentheses.
 *
 * @param options.referenceOnly - parse a single reference, as it appears within text
 * @throws Error where the expression contains anything else
 */
export function parseExpression(source: string, options: { readonly referenceOnly?: boolean } = {}): Parsed {
  const parser = new ExpressionParser(source);
  const expression = options.referenceOnly ? parser.reference() : parser.or();
  return { expression, length: parser.position };
}

class ExpressionParser {
  position = 0;

  constructor(private readonly source: string) {}

  or(): TemplateExpression {
    let left = this.and();
    while (this.take(/^\s*\|\|/)) {
      const [before, after] = [left, this.and()];
      left = (scope) => Boolean(before(scope)) || Boolean(after(scope));
    }
    return left;
  }

  /** One reference, optionally in braces or quiet (`$!name`). */
  reference(): TemplateExpression {
    const opening = this.take(/^\s*\$!?(\{?)/);
    if (!opening) throw new Error(`'${this.source.slice(this.position).trim()}' is not supported`);
    const root = this.take(/^[A-Za-z_][\w-]*/)?.[0];
    if (!root) throw new Error('a reference has no name');
    const expression = root === 'input' ? this.input() : this.variable(root);
    if (opening[1] && !this.take(/^\}/)) throw new Error('a reference has no closing brace');
    if (this.peek(/^(\(|\[|\.[A-Za-z_][\w-]*\()/)) throw new Error(`the method call after '$${root}' is not supported`);
    return expression;
  }

  private and(): TemplateExpression {
    let left = this.comparison();
    while (this.take(/^\s*&&/)) {
      const [before, after] = [left, this.comparison()];
      left = (scope) => Boolean(before(scope)) && Boolean(after(scope));
    }
    return left;
  }

  private comparison(): TemplateExpression {
    const left = this.unary();
    const operator = this.take(/^\s*(==|!=)/)?.[1];
    if (!operator) return left;
    const right = this.unary();
    return (scope) => (scope.text(left(scope)) === scope.text(right(scope))) === (operator === '==');
  }

  private unary(): TemplateExpression {
    if (this.take(/^\s*!(?!=)/)) {
      const operand = this.unary();
      return (scope) => !operand(scope);
    }
    if (this.take(/^\s*\(/)) {
      const inner = this.or();
      if (!this.take(/^\s*\)/)) throw new Error('an expression has no closing parenthesis');
      return inner;
    }
    const text = this.take(/^\s*"([^"$#]*)"/) ?? this.take(/^\s*'([^']*)'/);
    if (text) return () => text[1];
    const literal = this.take(/^\s*(true|false|\d+)\b/);
    if (literal) return () => JSON.parse(literal[1]) as unknown;
    return this.reference();
  }

  private variable(root: string): TemplateExpression {
    if (root !== 'context' && root !== 'stageVariables') {
      if (root === 'util' || root === 'method') throw new Error(`'$${root}' is not supported`);
      return (scope) => scope.read([root]);
    }
    const path = [root];
    // Neither the full stop of a sentence nor a method call is a member access.
    for (let member = this.member(); member; member = this.member()) path.push(member);
    if (path.length === 1) throw new Error(`'$${root}' is not supported`);
    return (scope) => scope.read(path);
  }

  private member(): string | undefined {
    return this.take(/^\.([A-Za-z_][\w:-]*)(?![\w:(-])/)?.[1];
  }

  private input(): TemplateExpression {
    const byName = this.take(/^\.params\(\s*(["'])([^"'$]+)\1\s*\)/);
    if (byName) return (scope) => scope.parameter(undefined, byName[2]);
    const byLocation = this.take(/^\.params\(\)\.(path|querystring|header)\.get\(\s*(["'])([^"'$]+)\2\s*\)/)
      ?? this.take(/^\.params\(\)\.(path|querystring|header)\.()([A-Za-z_][\w-]*)(?![\w(-])/);
    if (byLocation) return (scope) => scope.parameter(byLocation[1] as 'path' | 'querystring' | 'header', byLocation[3]);
    throw new Error(`'$input${/^[^\s)]*/.exec(this.source.slice(this.position))?.[0]}' is not supported`);
  }

  private peek(expression: RegExp): boolean {
    return expression.test(this.source.slice(this.position));
  }

  private take(expression: RegExp): RegExpExecArray | undefined {
    const match = expression.exec(this.source.slice(this.position));
    if (!match) return undefined;
    this.position += match[0].length;
    return match;
  }
}
