import { h } from '../dom';
import { form } from '../form';
import { Playground } from '../playground';
import { Answer, textMember, member } from '../state';
import { currentPasswordField, emailField, newPasswordField } from './fields';
import { existing, View } from './view';

export function loginView(playground: Playground): View {
  const { area: { flows }, draft } = playground;
  return {
    id: 'login',
    title: 'Log in',
    group: 'Log in',
    summary: 'Answers with tokens, or with a challenge where Cognito wants to know more.',
    routes: existing(flows.login),
    render: () => [
      form({
        fields: [emailField(draft), currentPasswordField('password', 'Password', draft.password)],
        submit: 'Log in',
        beside: [playground.has('forgotPassword') && h('a', { href: '#forgot' }, 'Forgot the password?')],
        onSubmit: async ({ email, password }) => takeLogin(playground, email, await playground.call('login', { body: { email, password } })),
      }),
    ],
  };
}

/** Goes on with what a login or an answered challenge brought: tokens, or a challenge. */
export function takeLogin(playground: Playground, email: string, { ok, body }: Answer): void {
  if (!ok) return;
  const name = textMember(body, 'challenge');
  if (name) {
    const parameters = (member(body, 'parameters') ?? {}) as Record<string, string>;
    playground.challenge.set({ email, name, session: textMember(body, 'session'), parameters });
    playground.go('challenge', 'first');
    return;
  }
  const idToken = textMember(body, 'idToken') || textMember(body, 'token');
  if (!idToken) return;
  playground.challenge.set(undefined);
  playground.draft.password = '';
  playground.session.set({
    email, idToken, accessToken: textMember(body, 'accessToken'), refreshToken: textMember(body, 'refreshToken'),
  });
  playground.go('session');
}

export function forgotView(playground: Playground): View {
  const { area: { flows }, draft } = playground;
  return {
    id: 'forgot',
    title: 'Forgot the password',
    group: 'Log in',
    summary: 'Sends a code, and answers the same for an address without an account.',
    routes: existing(flows.forgotPassword),
    render: () => [
      form({
        fields: [emailField(draft)],
        submit: 'Send a code',
        onSubmit: async ({ email }) => {
          const answer = await playground.call('forgotPassword', { body: { email } });
          if (answer.ok && playground.has('resetPassword')) playground.go('reset', 'code');
        },
      }),
    ],
  };
}

export function resetView(playground: Playground): View {
  const { area: { flows }, draft } = playground;
  return {
    id: 'reset',
    title: 'Reset the password',
    group: 'Log in',
    summary: 'Sets a new password with the code, and ends every session of the account.',
    routes: existing(flows.resetPassword),
    render: () => [
      form({
        fields: [
          emailField(draft),
          { name: 'code', label: 'Code', type: 'code', hint: 'It is in the outbox; choose it there to fill it in.' },
          newPasswordField('password', 'New password'),
        ],
        submit: 'Reset the password',
        onSubmit: async ({ email, code, password }) => {
          const answer = await playground.call('resetPassword', { body: { email, code, password } });
          if (!answer.ok) return;
          draft.password = password;
          if (playground.has('login')) playground.go('login', 'password');
        },
      }),
    ],
  };
}
