import { button } from '../dom';
import { fill, form } from '../form';
import { Playground } from '../playground';
import { emailField, newPasswordField } from './fields';
import { existing, View } from './view';

export function signUpView(playground: Playground): View {
  const { area: { flows }, draft } = playground;
  return {
    id: 'signup',
    title: 'Sign up',
    group: 'Sign up',
    summary: playground.has('confirmSignup') ? 'Creates an account; a code goes to its address.' : 'Creates an account that can log in at once.',
    routes: existing(flows.signup),
    render: () => {
      const element = form({
        fields: [emailField(draft), newPasswordField('password', 'Password')],
        submit: 'Sign up',
        beside: [button('Make up an account', () => makeUpAccount(element))],
        onSubmit: async ({ email, password }) => {
          const answer = await playground.call('signup', { body: { email, password } });
          if (!answer.ok) return;
          Object.assign(draft, { email, password });
          if (playground.has('confirmSignup')) playground.go('confirm', 'code');
          else if (playground.has('login')) playground.go('login', 'password');
        },
      });
      return [element];
    },
  };
}

export function confirmView(playground: Playground): View {
  const { area: { flows }, draft } = playground;
  return {
    id: 'confirm',
    title: 'Confirm the address',
    group: 'Sign up',
    summary: 'Proves the address with the code that was sent there.',
    routes: existing(flows.confirmSignup, flows.resendCode),
    render: () => {
      const element = form({
        fields: [emailField(draft), { name: 'code', label: 'Code', type: 'code', hint: 'It is in the outbox; choose it there to fill it in.' }],
        submit: 'Confirm',
        beside: [playground.has('resendCode') && button('Send another code', async () => playground.call('resendCode', { body: { email: draft.email } }))],
        onSubmit: async ({ email, code }) => {
          const answer = await playground.call('confirmSignup', { body: { email, code } });
          if (answer.ok && playground.has('login')) playground.go('login', 'password');
        },
      });
      return [element];
    },
  };
}

const WORDS = ['Alder', 'Birch', 'Cedar', 'Fjord', 'Heron', 'Kite', 'Larch', 'Maple', 'Otter', 'Plover', 'Rowan', 'Wren'];

/** An address that nobody has and a password that passes the strictest usual policy, for impatient people. */
function makeUpAccount(element: HTMLFormElement): void {
  const numbers = crypto.getRandomValues(new Uint32Array(6));
  const word = (index: number) => WORDS[numbers[index] % WORDS.length];
  fill(element, 'email', `${word(0).toLowerCase()}.${numbers[1] % 10_000}@example.com`);
  const password = fill(element, 'password', `${word(2)}-${numbers[3] % 900 + 100}-${word(4).toLowerCase()}-${numbers[5] % 900 + 100}`);
  if (password?.type === 'password') element.querySelector<HTMLButtonElement>('.reveal')?.click();
  element.querySelector<HTMLButtonElement>('[type=submit]')?.focus();
}
