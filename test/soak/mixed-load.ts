import { newEmail, OTHER_PASSWORD, PASSWORD } from '../flows/accounts';
import type { Answer, ServedConstruct } from '../flows/stack';

/** What a load has done. */
export interface Tally {
  lives: number;
  requests: number;
  /** Answers other than the one that was due. */
  readonly wrong: string[];
}

/** One person's life with the API, from sign-up to deletion; each answer is held against the one that is due. */
async function liveOnce(stack: ServedConstruct, tally: Tally): Promise<void> {
  const email = newEmail('soak');
  const expectAnswer = async (sent: Promise<Answer>, status: number, what: string): Promise<any> => {
    const answer = await sent;
    tally.requests += 1;
    if (answer.status !== status) tally.wrong.push(`${what}: ${answer.status} ${answer.text} and not ${status}`);
    return answer.json ?? {};
  };
  const post = (path: string, status: number, body?: object, token?: string) => expectAnswer(stack.post(path, body, token), status, path);
  const call = (method: string, path: string, status: number, token: string, body?: object) =>
    expectAnswer(stack.call(method, path, { token, body }), status, `${method} ${path}`);

  await Promise.all([post('/signup', 200, { email, password: PASSWORD }), post('/signup', 400, { email, password: 'short' })]);
  await post('/signup', 409, { email, password: OTHER_PASSWORD });
  await post('/login', 401, { email, password: OTHER_PASSWORD });
  await post('/login', 400, { email });
  const first = await post('/login', 200, { email, password: PASSWORD });
  await Promise.all([
    post('/private', 200, undefined, first.idToken),
    post('/private', 401, undefined, first.accessToken),
    post('/token/refresh', 200, { refreshToken: first.refreshToken }),
    call('GET', '/me', 200, first.accessToken),
    call('PATCH', '/me', 400, first.accessToken, { attributes: { email_verified: 'true' } }),
  ]);
  await post('/password/change', 200, { currentPassword: PASSWORD, newPassword: OTHER_PASSWORD }, first.accessToken);
  await post('/password/forgot', 202, { email });
  await post('/password/reset', 200, { email, code: stack.codeFor(email), password: PASSWORD });
  await post('/token/refresh', 401, { refreshToken: first.refreshToken });
  const second = await post('/login', 200, { email, password: PASSWORD });
  await post('/mfa/totp', 200, undefined, second.accessToken);
  await post('/logout', 204, { refreshToken: second.refreshToken });
  const third = await post('/login', 200, { email, password: PASSWORD });
  await call('DELETE', '/me', 204, third.accessToken);
  await post('/login', 401, { email, password: PASSWORD });
  tally.lives += 1;
}

/** Lets people live side by side until the time is over. */
export async function load(stack: ServedConstruct, people: number, milliseconds: number, tally: Tally): Promise<void> {
  const end = Date.now() + milliseconds;
  await Promise.all(Array.from({ length: people }, async () => {
    while (Date.now() < end && tally.wrong.length < 20) await liveOnce(stack, tally);
  }));
}
