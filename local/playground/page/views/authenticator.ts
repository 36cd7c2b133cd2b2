import { button, Child, copyButton, h } from '../dom';
import { fill, form } from '../form';
import { Playground } from '../playground';
import { qrCode } from '../qr-code';
import { totpCode } from '../totp';

export interface TotpEnrolment {
  readonly email: string;
  /** Base32. */
  readonly secret: string;
  readonly otpauthUri?: string;
  readonly onCode: (code: string) => Promise<unknown>;
}

/** The QR code and secret for an authenticator app, and a form for the code that it then shows. */
export function totpEnrolment(playground: Playground, { email, secret, otpauthUri, onCode }: TotpEnrolment): Child[] {
  playground.authenticator.set(email, secret);
  return [
    h('div', { className: 'enrolment' },
      otpauthUri && qrCode(otpauthUri, 'QR code for an authenticator app'),
      h('div', {},
        h('p', {}, 'Scan the code with an authenticator app, or type the secret there:'),
        h('p', { className: 'secret' }, h('code', {}, secret.match(/.{1,4}/g)?.join(' ') ?? ''), copyButton('Copy', () => secret, 'Copy the secret')),
        h('p', { className: 'hint' }, 'No telephone at hand? This page remembers the secret until you close it and can show the code itself.'))),
    form({
      fields: [{ name: 'code', label: 'Code', type: 'code' }],
      submit: 'Prove the app',
      beside: [authenticatorButton(playground, email)],
      onSubmit: async ({ code }) => onCode(code),
    }),
  ];
}

/** Fills in the present code of a secret that was enrolled on this page. */
export function authenticatorButton(playground: Playground, email: string): Child {
  const secret = playground.authenticator.get(email);
  if (!secret) return undefined;
  const element = button('Fill in the current code', async () => {
    fill(element.form!, 'code', await totpCode(secret, Date.now()))?.focus();
  });
  return element;
}
