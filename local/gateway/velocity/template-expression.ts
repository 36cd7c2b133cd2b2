import { TemplateScope } from './template-scope';

/** A compiled expression of a mapping template. */
export type TemplateExpression = (scope: TemplateScope) => unknown;

interface Parsed {
  readonly expression: TemplateExpression;
  /** How many characters of the source belong to it. */
  readonly length: number;
}

/**
 * Parses an expression at the start of a text: references, texts, numbers, `==`, `!=`, `!`, `&&`, `||` and parentheses.
 *
 * @param options.referenceOnly - stop after one reference, as in running text
 * @throws Error where the expression holds anything else
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

  /** One reference with the braces and the quiet mark that it may have. */
  reference(): TemplateExpression {
    const opening = this.take(/^\s*\$!?(\{?)/);
    if (!opening) throw new Error(`'${this.source.slice(this.position).trim()}' is not understood`);
    const root = this.take(/^[A-Za-z_][\w-]*/)?.[0];
    if (!root) throw new Error('a reference lacks its name');
    const expression = root === 'input' ? this.input() : this.variable(root);
    if (opening[1] && !this.take(/^\}/)) throw new Error('a reference lacks its closing brace');
    if (this.peek(/^(\(|\[|\.[A-Za-z_][\w-]*\()/)) throw new Error(`the method call after '$${root}' is not understood`);
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
      if (!this.take(/^\s*\)/)) throw new Error('an expression lacks its closing parenthesis');
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
      if (root === 'util' || root === 'method') throw new Error(`'$${root}' is not understood`);
      return (scope) => scope.read([root]);
    }
    const path = [root];
    // A point at the end of a sentence is no member access, and neither is a method call.
    for (let member = this.member(); member; member = this.member()) path.push(member);
    if (path.length === 1) throw new Error(`'$${root}' is not understood`);
    return (scope) => scope.read(path);
  }

  private member(): string | undefined {
    return this.take(/^\.([A-Za-z_][\w:-]*)(?![\w:(-])/)?.[1];
  }

  private input(): TemplateExpression {
    const byName = this.take(/^\.params\(\s*(["'])([^"'$]+)\1\s*\)/);
    if (byName) return (scope) => scope.parameter(undefined, byName[2]);
    const byPlace = this.take(/^\.params\(\)\.(path|querystring|header)\.get\(\s*(["'])([^"'$]+)\2\s*\)/)
      ?? this.take(/^\.params\(\)\.(path|querystring|header)\.()([A-Za-z_][\w-]*)(?![\w(-])/);
    if (byPlace) return (scope) => scope.parameter(byPlace[1] as 'path' | 'querystring' | 'header', byPlace[3]);
    throw new Error(`'$input${/^[^\s)]*/.exec(this.source.slice(this.position))?.[0]}' is not understood`);
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
