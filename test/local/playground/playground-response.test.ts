import { playgroundResponse, PlaygroundInfo } from '../../../local/playground';

const info: PlaygroundInfo = {
  stackName: 'Stack',
  apis: [{ name: 'Auth', url: 'http://127.0.0.1:3000', routes: [{ method: 'POST', path: '/user/login', token: 'none' }] }],
};
const get = (path: string, method = 'GET') => playgroundResponse({ method, path }, info);

test.each(['/', '/?x=1', '/_local/playground/'])('%s is the page', (path) => {
  const { status, headers, body } = get(path)!;
  expect(status).toBe(200);
  expect(headers['Content-Type']).toBe('text/html; charset=utf-8');
  expect(body).toMatch(/^<!doctype html>/);
});

test('every file that the page names is there', () => {
  const files = [...get('/')!.body.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path]) => path);
  expect(files).toHaveLength(3);
  for (const path of files) expect(get(path)).toMatchObject({ status: 200, body: expect.stringMatching(/.{100}/) });
});

test('the stack is described for the page', () => {
  expect(JSON.parse(get('/_local/playground/info.json')!.body)).toEqual(info);
});

test.each(['/', '/_local/playground/script.js', '/_local/playground/info.json'])('%s lets nothing in from elsewhere', (path) => {
  const { headers } = get(path)!;
  const policy = headers['Content-Security-Policy'].split('; ');
  expect(policy).toEqual(expect.arrayContaining([
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'",
  ]));
  expect(headers['Content-Security-Policy']).not.toContain('unsafe');
  expect(headers).toMatchObject({ 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' });
});

test('the page holds no script or style of its own, which the policy would refuse', () => {
  const { body } = get('/')!;
  expect(body).not.toMatch(/<style|style=|<script(?! src=)|\son\w+=/);
});

test('HEAD has the headers of GET and no body', () => {
  expect(get('/', 'HEAD')).toEqual({ ...get('/'), body: '' });
});

test.each([['POST', '/'], ['GET', '/user/login'], ['GET', '/_local/outbox'], ['GET', '/_local/playground']])('%s %s is left to others', (method, path) => {
  expect(get(path, method)).toBeUndefined();
});

test('another file is not found, and a file takes no other method', () => {
  expect(get('/_local/playground/../secret')).toMatchObject({ status: 404 });
  expect(get('/_local/playground/info.json', 'POST')).toMatchObject({ status: 405, headers: { Allow: 'GET, HEAD' } });
});

test('the page stays small enough to appear at once', () => {
  const bytes = ['/', '/_local/playground/script.js', '/_local/playground/style.css'].map((path) => Buffer.byteLength(get(path)!.body));
  expect(bytes.reduce((sum, some) => sum + some)).toBeLessThan(80_000);
});
