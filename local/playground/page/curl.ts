export interface CurlRequest {
  readonly method: string;
  readonly url: string;
  readonly token?: { readonly variable: string };
  readonly body?: unknown;
}

/** Members whose values stay off the screen, and the shell variable that stands for each. */
const SECRETS: Readonly<Record<string, string>> = {
  password: 'PASSWORD',
  currentPassword: 'PASSWORD',
  newPassword: 'NEW_PASSWORD',
  refreshToken: 'REFRESH_TOKEN',
  session: 'SESSION',
};

/** The request as a line for a shell, with variables in the place of passwords and tokens. */
export function curlCommand({ method, url, token, body }: CurlRequest): string {
  const parts = ['curl', '-X', method, quote(url)];
  if (token) parts.push('-H', `"Authorization: Bearer $${token.variable}"`);
  if (body !== undefined) parts.push('-H', quote('Content-Type: application/json'), '-d', quoteBody(body));
  return parts.join(' ');
}

function quote(text: string): string {
  return /^[\w:/.@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

// Private-use characters cannot come from a form by accident, so they mark where a variable goes.
const OPEN = '\uE000';
const CLOSE = '\uE001';

function quoteBody(body: unknown): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body, (name, value: unknown) => (
    typeof value === 'string' && Object.hasOwn(SECRETS, name) ? `${OPEN}${SECRETS[name]}${CLOSE}` : value
  ));
  return quote(text).replaceAll(OPEN, '\'"$').replaceAll(CLOSE, '"\'');
}
