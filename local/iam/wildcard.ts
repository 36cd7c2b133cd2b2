/**
 * A test for values that match an IAM or execute-api pattern, in which `*` is any text and `?` one character.
 *
 * @param options.ignoreCase - actions are compared without regard to case, ARNs with
 */
export function wildcard(pattern: string, options: { readonly ignoreCase?: boolean } = {}): (value: string) => boolean {
  const source = pattern.split('').map((character) => {
    if (character === '*') return '.*';
    return character === '?' ? '.' : character.replace(/[\\^$.+()[\]{}|/-]/, '\\$&');
  }).join('');
  const expression = new RegExp(`^${source}$`, options.ignoreCase ? 'is' : 's');
  return (value) => expression.test(value);
}
