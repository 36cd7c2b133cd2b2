import { Child, h, replace } from '../dom';
import { form, select } from '../form';
import { Playground } from '../playground';
import { textMember } from '../state';
import { loginHint } from './account';
import { totpEnrolment } from './authenticator';
import { existing, View } from './view';

const FACTORS = [['totp', 'Authenticator app'], ['sms', 'Text message'], ['email', 'E-mail']] as const;

const PREFERENCES = [
  { value: '', label: 'leave as it is' },
  { value: 'preferred', label: 'preferred' },
  { value: 'enabled', label: 'enabled' },
  { value: 'disabled', label: 'disabled' },
];

export function secondFactorView(playground: Playground): View {
  const { area: { flows } } = playground;
  return {
    id: 'mfa',
    title: 'Second factor',
    group: 'Account',
    summary: 'Enrols an authenticator app and chooses what the login asks for.',
    routes: existing(flows.enrolTotp, flows.verifyTotp, flows.setMfa),
    render: () => [
      loginHint(playground),
      ...playground.has('enrolTotp', 'verifyTotp') ? enrolment(playground) : [],
      ...playground.has('setMfa') ? preferences(playground) : [],
    ],
  };
}

function enrolment(playground: Playground): Child[] {
  const steps = h('div');
  const start = form({
    submit: 'Get a secret',
    onSubmit: async () => {
      const { ok, body } = await playground.call('enrolTotp');
      const secret = textMember(body, 'secret');
      if (!ok || !secret) return;
      replace(steps, ...totpEnrolment(playground, {
        email: playground.session.get()?.email ?? '',
        secret,
        otpauthUri: textMember(body, 'otpauthUri'),
        onCode: async (code) => playground.call('verifyTotp', { body: { code } }),
      }));
      steps.querySelector('input')?.focus();
    },
  });
  return [h('h3', {}, 'Authenticator app'), start, steps];
}

function preferences(playground: Playground): Child[] {
  return [
    h('h3', {}, 'What the login asks for'),
    form({
      extra: FACTORS.map(([name, label]) => select(name, label, PREFERENCES)),
      submit: 'Save',
      onSubmit: async (values) => {
        const chosen = Object.entries(values).filter(([, preference]) => preference !== '');
        await playground.call('setMfa', { body: Object.fromEntries(chosen) });
      },
    }),
  ];
}
