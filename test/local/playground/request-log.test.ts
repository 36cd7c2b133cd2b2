import { RequestLog } from '../../../local/playground';

const request = (path: string) => ({ at: '2030-01-01T00:00:00.000Z', method: 'POST', path, status: 200, milliseconds: 5, calls: [] });

test('entries are numbered and read from where a reader stopped', () => {
  const log = new RequestLog();
  log.add(request('/user/signup'));
  log.add({ ...request('/user/login'), calls: [{ operation: 'AdminInitiateAuth', error: 'NotAuthorizedException', milliseconds: 3 }] });
  expect(log.since().map(({ id, path }) => [id, path])).toEqual([[1, '/user/signup'], [2, '/user/login']]);
  expect(log.since(1)).toEqual([expect.objectContaining({ id: 2, calls: [{ operation: 'AdminInitiateAuth', error: 'NotAuthorizedException', milliseconds: 3 }] })]);
  expect(log.since(2)).toEqual([]);
});

test('who read the log of an earlier run gets all of this one', () => {
  const log = new RequestLog();
  expect(log.since(7)).toEqual([]);
  log.add(request('/user/signup'));
  expect(log.since(7).map(({ path }) => path)).toEqual(['/user/signup']);
});

test('the oldest entries fall out and numbers go on', () => {
  const log = new RequestLog(undefined, 2);
  for (const path of ['/1', '/2', '/3']) log.add(request(path));
  expect(log.since().map(({ id, path }) => [id, path])).toEqual([[2, '/2'], [3, '/3']]);
});

test('a query and anything beside the named members are not kept', () => {
  const log = new RequestLog();
  log.add({ ...request('/orders?token=secret'), headers: { authorization: 'secret' } } as Parameters<RequestLog['add']>[0]);
  expect(JSON.stringify(log.since())).not.toContain('secret');
  expect(log.since()[0].path).toBe('/orders');
});

test('a log of no size is refused', () => {
  expect(() => new RequestLog(undefined, 0)).toThrow('a request log keeps at least one entry, not 0');
});
