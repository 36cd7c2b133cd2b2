import { button, Child, h, replace } from '../dom';
import { form } from '../form';
import { Playground } from '../playground';
import { member, textMember } from '../state';
import { currentPasswordField, newPasswordField } from './fields';
import { leave } from './session';
import { existing, View } from './view';

export function profileView(playground: Playground): View {
  const { area: { flows } } = playground;
  return {
    id: 'profile',
    title: 'Profile',
    group: 'Account',
    summary: 'Reads and changes attributes. A new address stays unused until its code is given back.',
    routes: existing(flows.readMe, flows.updateMe, flows.verifyEmail),
    render: () => {
      const profile = h('div');
      return [
        loginHint(playground),
        playground.has('readMe') && h('div', { className: 'actions' }, button('Read the profile', async () => readProfile(playground, profile), { className: 'primary' })),
        profile,
        playground.has('updateMe') && h('h3', {}, 'Change an attribute'),
        playground.has('updateMe') && changeForm(playground),
        playground.has('verifyEmail') && h('h3', {}, 'Prove the new address'),
        playground.has('verifyEmail') && form({
          fields: [{ name: 'code', label: 'Code', type: 'code', hint: 'It is in the outbox; choose it there to fill it in.' }],
          submit: 'Prove the address',
          onSubmit: async ({ code }) => playground.call('verifyEmail', { body: { code } }),
        }),
      ];
    },
  };
}

/** Says that a token is missing. The form still sends: how the API refuses is worth seeing. */
export function loginHint(playground: Playground): Child {
  return !playground.session.get() && h('p', { className: 'notice' }, 'Nobody is logged in, so the API will refuse. ', h('a', { href: '#login' }, 'Log in'), ' first.');
}

async function readProfile(playground: Playground, target: Element): Promise<void> {
  const { ok, body } = await playground.call('readMe');
  if (!ok) return;
  const rows = [['username', textMember(body, 'username')], ...Object.entries(member(body, 'attributes') ?? {}), ...factors(body)];
  replace(target, h('table', { className: 'claims', attributes: { 'aria-label': 'Profile' } },
    h('tbody', {}, ...rows.map(([name, value]) => h('tr', {}, h('th', { scope: 'row' }, name), h('td', {}, String(value)))))));
}

function factors(body: unknown): string[][] {
  return Object.entries(member(body, 'mfa') ?? {}).map(([name, value]) => [`second factor: ${name}`, String(value)]);
}

function changeForm(playground: Playground): HTMLFormElement {
  const element = form({
    fields: [{ name: 'attribute', label: 'Attribute', value: 'email' }, { name: 'value', label: 'New value' }],
    submit: 'Change it',
    onSubmit: async ({ attribute, value }) => {
      const { ok, body } = await playground.call('updateMe', { body: { attributes: { [attribute]: value } } });
      if (ok && textMember(body, 'verify')) element.parentElement?.querySelector<HTMLInputElement>('input[name=code]')?.focus();
    },
  });
  return element;
}

export function passwordView(playground: Playground): View {
  return {
    id: 'password',
    title: 'Change the password',
    group: 'Account',
    summary: 'Asks for the current password, so that a stolen token alone changes nothing.',
    routes: existing(playground.area.flows.changePassword),
    render: () => [
      loginHint(playground),
      form({
        fields: [currentPasswordField('currentPassword', 'Current password'), newPasswordField('newPassword', 'New password')],
        submit: 'Change the password',
        onSubmit: async ({ currentPassword, newPassword }) => playground.call('changePassword', { body: { currentPassword, newPassword } }),
      }),
    ],
  };
}

export function deleteView(playground: Playground): View {
  return {
    id: 'delete',
    title: 'Delete the account',
    group: 'Account',
    summary: 'For good; the address is free again.',
    routes: existing(playground.area.flows.deleteMe),
    render: () => {
      const dialog = confirmation(playground);
      return [
        loginHint(playground),
        h('div', { className: 'actions' }, button('Delete the account…', () => dialog.showModal(), { className: 'danger' })),
        dialog,
      ];
    },
  };
}

function confirmation(playground: Playground): HTMLDialogElement {
  const email = playground.session.get()?.email ?? 'nobody';
  const titleId = 'delete-title';
  const dialog: HTMLDialogElement = h('dialog', { attributes: { 'aria-labelledby': titleId } },
    h('h3', { id: titleId }, `Delete ${email}?`),
    h('p', {}, 'The account and its attributes go for good.'),
    h('div', { className: 'actions' },
      button('Keep it', () => dialog.close()),
      button('Delete it', async () => {
        dialog.close();
        const { ok } = await playground.call('deleteMe');
        if (ok) leave(playground);
      }, { className: 'danger' })));
  return dialog;
}
