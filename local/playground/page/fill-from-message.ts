import { fill } from './form';
import { Playground } from './playground';
import { OutboxMessage } from './state';

/** The view that wants the code of a message. */
const VIEWS: Readonly<Record<string, string>> = {
  'sign-up': 'confirm',
  'resend': 'confirm',
  'forgot-password': 'reset',
  'verify-attribute': 'profile',
  'mfa-email': 'challenge',
  'mfa-sms': 'challenge',
  'invitation': 'login',
};

/** Takes a message's code to the form that wants it, opening its view where another one is open. */
export function fillFromMessage(playground: Playground, { kind, to, code }: OutboxMessage, view: HTMLElement): void {
  const target = VIEWS[kind];
  const field = kind === 'invitation' ? 'password' : 'code';
  // A second factor's message may go to a telephone, and a changed address is not yet the account's.
  if (['sign-up', 'resend', 'forgot-password', 'invitation'].includes(kind) && to.includes('@')) {
    playground.draft.email = to;
    fill(view, 'email', to);
  }
  if (target && location.hash !== `#${target}`) playground.go(target, field);
  fill(view, field, code)?.focus();
}
