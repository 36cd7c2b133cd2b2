import { HeaderList, HttpRequest } from '../../local/gateway/http-message';
import { answerLocally, OwnEndpoints } from '../../local/local-endpoints';
import { Outbox } from '../../local/outbox';
import { RequestLog } from '../../local/playground';

const requests = new RequestLog();
for (const path of ['/user/signup', '/user/login']) {
  requests.add({ at: '2030-01-01T00:00:00.000Z', method: 'POST', path, status: 200, milliseconds: 1, calls: [] });
}
const own: OwnEndpoints = {
  outbox: new Outbox({ now: () => 0 }),
  requests,
  playground: { stackName: 'Stack', apis: [] },
  playgroundAtRoot: true,
  openApi: () => undefined,
};

const ask = (path: string, change: Partial<HttpRequest> = {}, endpoints = own) => answerLocally({
  method: 'GET', path, headers: new HeaderList([['Host', 'localhost:3000']]), query: [], body: Buffer.alloc(0), sourceIp: '127.0.0.1', protocol: 'HTTP/1.1', ...change,
}, endpoints);

test('the root is the playground', () => {
  const { status, headers, body } = ask('/')!;
  expect(status).toBe(200);
  expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  expect(body.toString()).toContain('<title>Local stack playground</title>');
});

test('an API with a method of its own at the root keeps it, and the playground has another place', () => {
  expect(ask('/', {}, { ...own, playgroundAtRoot: false })).toBeUndefined();
  expect(ask('/_local/playground/', {}, { ...own, playgroundAtRoot: false })!.status).toBe(200);
});

test.each(['POST', 'OPTIONS', 'DELETE'])('%s at the root is for the API', (method) => {
  expect(ask('/', { method })).toBeUndefined();
});

test('the request log is read from where a reader stopped', () => {
  const paths = (query: HttpRequest['query']) => (JSON.parse(ask('/_local/log', { query })!.body.toString()) as Array<{ path: string }>).map(({ path }) => path);
  expect(paths([])).toEqual(['/user/signup', '/user/login']);
  expect(paths([['after', '1']])).toEqual(['/user/login']);
  expect(paths([['after', 'nonsense']])).toEqual([]);
});

test.each(['/', '/_local/playground/info.json', '/_local/log', '/_local/outbox'])('%s is for this machine under its own name only', (path) => {
  expect(ask(path, { headers: new HeaderList([['Host', 'evil.example']]) })!.status).toBe(403);
  expect(ask(path, { sourceIp: '192.0.2.1' })!.status).toBe(403);
});

test.each([
  [{ Origin: 'https://evil.example' }, 403],
  [{ Origin: 'null' }, 403],
  [{ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }, 403],
  [{ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }, 200],
  [{ 'Origin': 'http://localhost:5173', 'Sec-Fetch-Site': 'same-site' }, 200],
  [{ 'Sec-Fetch-Site': 'same-origin' }, 200],
])('a request with %j is answered by %d', (fields, status) => {
  const headers = new HeaderList([['Host', 'localhost:3000'], ...Object.entries(fields) as [string, string][]]);
  expect(ask('/_local/outbox', { headers })!.status).toBe(status);
});

test('nothing else is there', () => {
  expect(ask('/_local/else')!.status).toBe(404);
});
