import { button, Child, copyButton, h } from '../dom';
import { fill, form } from '../form';
import { AuthenticatorDevice, Playground } from '../playground';
import { qrCode } from '../qr-code';
import { totpCode, totpStep, TOTP_STEP_MILLISECONDS } from '../totp';

export interface TotpEnrolment {
  readonly email: string;
  /** Base32. */
  readonly secret: string;
  readonly otpauthUri?: string;
  readonly onCode: (code: string) => Promise<unknown>;
}

/** The QR code and secret for an authenticator app, and a form for the code that it then shows. */
export function totpEnrolment(playground: Playground, { email, secret, otpauthUri, onCode }: TotpEnrolment): Child[] {
  playground.authenticator.set(email.toLowerCase(), { secret, lastStep: 0 });
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
  const device = playground.authenticator.get(email.toLowerCase());
  if (!device) return undefined;
  const label = 'Fill in the current code';
  const element: HTMLButtonElement = button(label, async () => {
    if (element.getAttribute('aria-disabled')) return;
    element.setAttribute('aria-disabled', 'true');
    // Cognito takes each code once, so one that was filled in before is not offered again.
    for (let seconds = secondsUntilUnused(device); seconds > 0; seconds = secondsUntilUnused(device)) {
      element.textContent = `Next code in ${seconds} s`;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    element.textContent = label;
    element.removeAttribute('aria-disabled');
    if (!element.isConnected) return; // another view was opened meanwhile
    const now = Date.now();
    fill(element.form!, 'code', await totpCode(device.secret, now))?.focus();
    device.lastStep = totpStep(now);
  });
  return element;
}

function secondsUntilUnused({ lastStep }: AuthenticatorDevice): number {
  return Math.ceil(((lastStep + 1) * TOTP_STEP_MILLISECONDS - Date.now()) / 1000);
}
