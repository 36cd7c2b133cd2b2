import { parseExpression, type TemplateExpression } from './template-expression';
import type { TemplateScope } from './template-scope';

/** A node of a parsed mapping template. */
type TemplateNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly expression: TemplateExpression }
  | { readonly kind: 'set'; readonly target: readonly string[]; readonly expression: TemplateExpression }
  | { readonly kind: 'if'; readonly branches: readonly { readonly condition?: TemplateExpression; readonly body: readonly TemplateNode[] }[] };

/** Renders a mapping template for one request. */
export type MappingTemplate = (scope: TemplateScope) => string;

/**
 * Parses a mapping template. Supports the part of the Velocity Template Language that simple mocks and CDK's CORS preflights use:
 * text, `$context`, `$input.params()`, `$stageVariables`, variables, `#set`, `#if`, `#elseif`, `#else`, `#end` and comments.
 *
 * @throws Error where the template contains anything else, instead of rendering it differently than AWS
 */
export function parseMappingTemplate(source: string): MappingTemplate {
  const parser = new TemplateParser(source);
  const nodes = parser.parse();
  return (scope) => render(nodes, scope);
}

function render(nodes: readonly TemplateNode[], scope: TemplateScope): string {
  return nodes.map((node) => {
    switch (node.kind) {
      case 'text': return node.text;
      case 'value': return scope.text(node.expression(scope));
      case 'set':
        scope.assign(node.target, node.expression(scope));
        return '';
      case 'if': {
        const branch = node.branches.find(({ condition }) => !condition || Boolean(condition(scope)));
        return branch ? render(branch.body, scope) : '';
      }
    }
  }).join('');
}

class TemplateParser {
  private position = 0;

  constructor(private readonly source: string) {}

  parse(): TemplateNode[] {
    const { nodes, end } = this.block();
    if (end) throw new Error(`#${end} without #if`);
    return nodes;
  }

  /** Parses up to the end of the template or to a directive that ends the block. */
  private block(): { readonly nodes: TemplateNode[]; readonly end?: 'elseif' | 'else' | 'end' } {
    const nodes: TemplateNode[] = [];
    while (this.position < this.source.length) {
      const rest = this.source.slice(this.position);
      const comment = /^##[^\n]*\n?/.exec(rest);
      const directive = /^#\{?(set|if|elseif|else|end)\}?/.exec(rest);
      if (comment) {
        this.position += comment[0].length;
      } else if (directive) {
        this.position += directive[0].length;
        const name = directive[1] as 'set' | 'if' | 'elseif' | 'else' | 'end';
        if (name === 'set') nodes.push(this.set());
        else if (name === 'if') nodes.push(this.branches());
        else return { nodes, end: name };
      } else if (/^#[@a-zA-Z{*]/.test(rest)) {
        throw new Error(`unknown directive '${/^#\W?\w*/.exec(rest)?.[0]}'`);
      } else if (/^\$[!{a-zA-Z]/.test(rest)) {
        nodes.push(this.value(rest));
      } else {
        const text = /^[^]+?(?=[#$]|$(?![^]))/.exec(rest)?.[0] ?? rest[0];
        this.position += text.length;
        nodes.push({ kind: 'text', text });
      }
    }
    return { nodes };
  }

  private value(rest: string): TemplateNode {
    const { expression, length } = parseExpression(rest, { referenceOnly: true });
    this.position += length;
    return { kind: 'value', expression };
  }

  private set(): TemplateNode {
    const inner = this.parenthesised();
    const assignment = /^\s*\$\{?([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)\}?\s*=(?!=)/.exec(inner);
    if (!assignment) throw new Error(`#set(${inner}) is not supported`);
    const target = assignment[1].split('.');
    if (target.length > 1 && !/^context\.responseOverride\.(status|header\.[^.]+)$/.test(assignment[1])) {
      throw new Error(`#set of '$${assignment[1]}' is not supported`);
    }
    return { kind: 'set', target, expression: whole(inner.slice(assignment[0].length)) };
  }

  private branches(): TemplateNode {
    const branches: { condition?: TemplateExpression; body: TemplateNode[] }[] = [];
    let condition: TemplateExpression | undefined = whole(this.parenthesised());
    for (;;) {
      const { nodes, end } = this.block();
      branches.push({ condition, body: nodes });
      if (end === 'end') return { kind: 'if', branches };
      if (!end) throw new Error('#if without #end');
      condition = end === 'elseif' ? whole(this.parenthesised()) : undefined;
    }
  }

  /** The text in the parentheses that start here; parentheses within quotes are ignored. */
  private parenthesised(): string {
    const opening = /^\s*\(/.exec(this.source.slice(this.position));
    if (!opening) throw new Error('a directive has no parentheses');
    const start = this.position + opening[0].length;
    let depth = 1;
    let quote = '';
    for (let index = start; index < this.source.length; index += 1) {
      const character = this.source[index];
      if (quote) {
        if (character === quote) quote = '';
      } else if (character === '"' || character === '\'') {
        quote = character;
      } else if (character === '(') {
        depth += 1;
      } else if (character === ')' && (depth -= 1) === 0) {
        this.position = index + 1;
        return this.source.slice(start, index);
      }
    }
    throw new Error('a directive has no closing parenthesis');
  }
}

function whole(source: string): TemplateExpression {
  const { expression, length } = parseExpression(source);
  if (source.slice(length).trim() !== '') throw new Error(`'${source.trim()}' is not supported`);
  return expression;
}
