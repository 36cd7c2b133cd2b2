/**
 * Whether a line of a log matches a metric filter's pattern for JSON, as far as the construct's own patterns go: equal
 * texts with `*`, `&&`, `||` and parentheses. What is no JSON object matches none.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function matchesPattern(pattern: string, line: string): boolean {
  const body = /^\{ (.*) \}$/s.exec(pattern)?.[1];
  if (body === undefined) throw new Error(`no pattern for JSON: ${pattern}`);
  const members = parse(line);
  if (!members) return false;
  let text = body.replace(/\$\.(\w+) = "([^"]*)"/g, (_match, name: string, value: string) => String(isLike(value, members[name])));
  for (let before = ''; before !== text;) {
    before = text;
    text = text
      .replace(/\((true|false)\)/g, '$1')
      .replace(/\b(true|false) && (true|false)\b/, (_match, one, other) => String(one === 'true' && other === 'true'));
    // An `or` waits until no `and` is left within its parentheses.
    if (before === text) text = text.replace(/(^|\()([^()&]*)(\)|$)/, (_match, open, inner: string, close) => `${open}${any(inner)}${close}`);
  }
  if (text !== 'true' && text !== 'false') throw new Error(`not understood: ${pattern} (${text})`);
  return text === 'true';
}

const any = (text: string) => /^(true|false)( \|\| (true|false))*$/.test(text) ? String(text.includes('true')) : text;

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value as Record<string, unknown> : undefined;
  } catch {
    return undefined;
  }
}

function isLike(pattern: string, value: unknown): boolean {
  const source = pattern.split('*').map((part) => part.replace(/[.\\^$+?()[\]{}|]/g, '\\$&')).join('.*');
  return typeof value === 'string' && new RegExp(`^${source}$`, 's').test(value);
}
