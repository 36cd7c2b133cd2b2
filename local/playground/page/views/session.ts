import { button, Child, copyButton, h } from '../dom';
import { decodeToken } from '../jwt';
import { Playground } from '../playground';
import { Session, textMember } from '../state';
import { timeLeft } from '../time-left';
import { existing, View } from './view';

export function sessionView(playground: Playground): View {
  const { area: { flows } } = playground;
  return {
    id: 'session',
    title: 'Tokens',
    group: 'Session',
    summary: 'What the tokens say, and how long they are valid. They live in this page only; a reload forgets them.',
    routes: existing(flows.refresh, flows.logout, flows.logoutEverywhere),
    render: () => {
      const session = playground.session.get();
      if (!session) return [h('p', { className: 'notice' }, 'Nobody is logged in. ', h('a', { href: '#login' }, 'Log in'), ' to get tokens.')];
      return [
        h('div', { className: 'actions' },
          playground.has('refresh') && button('Refresh', async () => refresh(playground, session), { className: 'primary' }),
          playground.has('logout') && button('Log out', async () => logout(playground, session)),
          playground.has('logoutEverywhere') && button('Log out everywhere', async () => logoutEverywhere(playground))),
        tokenCard('ID token', 'Says who the user is. For methods without a scope.', session.idToken),
        session.accessToken !== '' && tokenCard('Access token', 'Says what the user may do at Cognito. For the account routes.', session.accessToken),
        session.refreshToken !== '' && refreshTokenCard(session.refreshToken),
      ];
    },
  };
}

async function refresh(playground: Playground, session: Session): Promise<void> {
  const { ok, body } = await playground.call('refresh', { body: { refreshToken: session.refreshToken } });
  if (!ok) return;
  playground.session.set({
    email: session.email,
    idToken: textMember(body, 'idToken'),
    accessToken: textMember(body, 'accessToken'),
    refreshToken: textMember(body, 'refreshToken') || session.refreshToken, // a new one comes only where they rotate
  });
  playground.go('session');
}

async function logout(playground: Playground, { refreshToken }: Session): Promise<void> {
  const { ok } = await playground.call('logout', { body: { refreshToken } });
  if (ok) leave(playground);
}

async function logoutEverywhere(playground: Playground): Promise<void> {
  const { ok } = await playground.call('logoutEverywhere');
  if (ok) leave(playground);
}

/** Forgets the tokens, as a client would after logging out. */
export function leave(playground: Playground): void {
  playground.session.set(undefined);
  playground.go('login', 'password');
}

function tokenCard(title: string, purpose: string, token: string): Child {
  const decoded = decodeToken(token);
  if (!decoded) return undefined;
  const { claims, header } = decoded;
  return h('section', { className: 'token', attributes: { 'aria-label': title } },
    h('div', { className: 'token-head' },
      h('h3', {}, title),
      timeLeft(claims, title),
      copyButton('Copy', () => token, `Copy the ${title}`)),
    h('p', { className: 'hint' }, purpose),
    claimTable(`${title}: claims`, claims),
    h('details', {}, h('summary', {}, 'Header and signature'), claimTable(`${title}: header`, header), h('p', { className: 'raw' }, token)));
}

function refreshTokenCard(token: string): Child {
  return h('section', { className: 'token', attributes: { 'aria-label': 'Refresh token' } },
    h('div', { className: 'token-head' }, h('h3', {}, 'Refresh token'), copyButton('Copy', () => token, 'Copy the Refresh token')),
    h('p', { className: 'hint' }, 'Opaque; buys new tokens. ', h('code', {}, `${token.slice(0, 24)}…`), ` ${token.length} characters.`));
}

const TIMES = new Set(['exp', 'iat', 'auth_time', 'nbf']);

function claimTable(label: string, claims: Record<string, unknown>): Child {
  return h('table', { className: 'claims', attributes: { 'aria-label': label } },
    h('tbody', {}, ...Object.entries(claims).map(([name, value]) => h('tr', {},
      h('th', { scope: 'row' }, name),
      h('td', {}, typeof value === 'string' ? value : JSON.stringify(value), TIMES.has(name) && typeof value === 'number' && localTime(value))))));
}

function localTime(seconds: number): Child {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return undefined;
  return h('time', { className: 'hint', dateTime: date.toISOString() }, ` ${date.toLocaleString()}`);
}
