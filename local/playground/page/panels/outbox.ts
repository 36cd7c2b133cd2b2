import { h, replace } from '../dom';
import { Playground } from '../playground';
import { OutboxMessage } from '../state';

const SHOWN = 30;

const KINDS: Readonly<Record<string, string>> = {
  'sign-up': 'Confirm the address',
  'resend': 'Confirm the address',
  'forgot-password': 'Reset the password',
  'verify-attribute': 'Prove a new address',
  'mfa-email': 'Login code by e-mail',
  'mfa-sms': 'Login code by text message',
  'invitation': 'Invitation: temporary password',
};

/** What Cognito would have sent. A message is a button that fills its code into the form that wants it. */
export function outboxPanel(playground: Playground, use: (message: OutboxMessage) => void): HTMLElement {
  const news = h('p', { className: 'visually-hidden', attributes: { role: 'status' } });
  const list = h('ul', { className: 'messages' });
  let known = -1;
  playground.outbox.watch((messages) => {
    const newest = [...messages].reverse().slice(0, SHOWN);
    if (known >= 0 && messages.length > known) news.textContent = `New in the outbox: ${kindOf(newest[0])} for ${newest[0].to}`;
    known = messages.length;
    replace(list, ...newest.map((message) => h('li', {}, messageButton(message, use))));
    if (newest.length === 0) replace(list, h('li', { className: 'empty' }, 'Nothing was sent yet. Codes that Cognito would send by e-mail or text message appear here.'));
  });
  return h('section', { className: 'card outbox', attributes: { 'aria-labelledby': 'outbox-title' } },
    h('h2', { id: 'outbox-title', className: 'card-title' }, 'Outbox'), news, h('div', { className: 'scroller' }, list));
}

function messageButton(message: OutboxMessage, use: (message: OutboxMessage) => void): HTMLElement {
  const { to, code, at } = message;
  const element = h('button', { type: 'button', className: 'message' },
    h('span', { className: 'kind' }, kindOf(message)),
    h('time', { className: 'hint', dateTime: at }, clockTime(at)),
    h('span', { className: 'to' }, to),
    h('code', { className: 'code' }, code),
    h('span', { className: 'visually-hidden' }, ', fill it in'));
  element.addEventListener('click', () => use(message));
  return element;
}

function kindOf({ kind }: OutboxMessage): string {
  return KINDS[kind] ?? kind;
}

export function clockTime(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? '' : date.toLocaleTimeString([], { hour12: false });
}
