import { newEmail, PASSWORD } from '../flows/accounts';
import { served } from '../flows/stack';

/* A page of another site sends what browsers send without a preflight: bodies without `Content-Type`, and of three types. */

const stack = served();

/** What `fetch(url, { mode: 'no-cors', body: new Blob([...]) })` sends. */
async function sendFromAnotherSite(path: string, body: object, contentType?: string) {
  return fetch(`${stack().url}/user${path}`, {
    method: 'POST',
    headers: { Origin: 'https://attacker.example', ...contentType === undefined ? {} : { 'Content-Type': contentType } },
    // Without a type of its own, as a Blob without one.
    body: new TextEncoder().encode(JSON.stringify(body)),
  });
}

test.each([undefined, 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
  'a visitor of another site creates no account by a body of the type %s', async (contentType) => {
    const email = newEmail('visitor');
    const response = await sendFromAnotherSite('/signup', { email, password: PASSWORD }, contentType);
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ code: 'unsupported_media_type' });
    await expect(stack().administer('AdminGetUser', { Username: email })).rejects.toThrow();
  });

test('a visitor of another site guesses no password', async () => {
  const email = newEmail('victim');
  expect((await stack().post('/signup', { email, password: PASSWORD })).status).toBe(200);
  for (const password of [PASSWORD, 'Wrong-Horse-7']) {
    expect((await sendFromAnotherSite('/login', { email, password })).status).toBe(415);
  }
});
