import type { PlaygroundRoute } from '../../playground-info';
import { Child, h } from '../dom';
import { Choice, radios } from '../form';
import { Playground, TokenChoice } from '../playground';

const TOKENS: ReadonlyArray<Choice & { readonly value: TokenChoice }> = [
  { value: 'id', label: 'ID token' },
  { value: 'access', label: 'Access token' },
  { value: 'tampered', label: 'ID token, tampered with' },
  { value: 'none', label: 'No token' },
];

/** Lets people send a wrong token on purpose. */
export function tokenChoice({ session }: Playground, wanted: PlaygroundRoute['token']): Child {
  const choices = TOKENS.map((choice) => ({ ...choice, hint: choice.value === wanted ? '(what this route wants)' : undefined }));
  const chosen = wanted === 'other' || !session.get() ? 'none' : wanted;
  return h('div', {},
    radios('token', 'Send with it', choices, chosen),
    !session.get() && wanted !== 'none' && h('p', { className: 'hint' }, 'Nobody is logged in, so no token goes along. ', h('a', { href: '#login' }, 'Log in')));
}

export function asTokenChoice(value: string): TokenChoice {
  return TOKENS.find((choice) => choice.value === value)?.value ?? 'none';
}
