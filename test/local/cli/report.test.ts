import { textReport, wantsColours } from '../../../local/cli/report';
import { LogEntry } from '../../../local/playground';

const entry: LogEntry = { id: 1, at: '2030-01-01T12:00:01.000Z', method: 'POST', path: '/user/login', status: 401, milliseconds: 14.2 };
const lineOf = (request: LogEntry, coloured = false) => {
  const lines: string[] = [];
  textReport({ out: (line) => lines.push(line), error: () => undefined }, { out: coloured, error: false }).event({ event: 'request', request });
  return lines.join('\n');
};

test.each<[Partial<LogEntry>, string]>([
  [{ calls: [{ operation: 'AdminInitiateAuth', error: 'NotAuthorizedException', milliseconds: 9.04 }, { operation: 'AdminGetUser', milliseconds: 21 }] },
    '12:00:01 POST /user/login 401 14 ms (AdminInitiateAuth NotAuthorizedException 9.0 ms, AdminGetUser 21 ms)'],
  [{ calls: [] }, '12:00:01 POST /user/login 401 14 ms'],
  [{}, '12:00:01 POST /user/login 401 14 ms (calls not told apart from those of requests at the same time)'],
  [{ calls: [], path: '/\u001b[2Jclear' }, '12:00:01 POST /\\x1b[2Jclear 401 14 ms'],
])('a request with %j is one line', (change, line) => {
  expect(lineOf({ ...entry, ...change })).toBe(line);
});

test('colours are there for who wants them', () => {
  expect(lineOf({ ...entry, calls: [] }, true)).toContain('\u001b[33m401\u001b[0m');
});

test.each([[true, false], [false, true]])('output in colour: %s, errors in colour: %s', (out, error) => {
  const lines: string[] = [];
  const report = textReport({ out: (line) => lines.push(line), error: (line) => lines.push(line) }, { out, error });
  report.event({ event: 'notice', line: 'said' });
  report.failed('failed');
  expect(lines).toEqual([out ? '\u001b[33msaid\u001b[0m' : 'said', error ? '\u001b[31mfailed\u001b[0m' : 'failed']);
});

test.each<[Record<string, string>, boolean, boolean]>([
  [{}, true, true],
  [{}, false, false],
  [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  [{ NO_COLOR: '' }, true, true],
  [{ FORCE_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '0' }, true, false],
  [{ TERM: 'dumb' }, true, false],
])('with %j and a terminal: %s', (environment, isTerminal, expected) => {
  expect(wantsColours(environment, isTerminal)).toBe(expected);
});
