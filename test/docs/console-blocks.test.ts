import { readFileSync } from 'node:fs';
import { PAGES } from './pages';
import { serve, ServedConstruct } from '../flows/stack';

/* The commands on a page print the responses that the page shows. */

interface Call {
  readonly command: string;
  readonly answer: string;
}

/** The `$ curl` lines of the console blocks of a page, with the line that follows each. */
function callsIn(page: string): Call[] {
  const blocks = [...readFileSync(page, 'utf8').matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(([, block]) => block);
  return blocks.flatMap((block) => {
    const calls = [...block.matchAll(/^\$ (.*)\n(.*)$/gm)].map(([, command, answer]) => ({ command, answer }));
    // A line that this test does not read would be a line that nobody holds.
    expect(calls.flatMap(({ command, answer }) => [`$ ${command}`, answer])).toEqual(block.split('\n').filter(Boolean));
    return calls;
  });
}

const pagesWithCalls = PAGES.filter((page) => callsIn(page).length > 0);

test('the README shows the way in, and a refusal', () => {
  expect(pagesWithCalls).toContain('README.md');
  const answers = callsIn('README.md').map(({ answer }) => answer);
  expect(answers.length).toBeGreaterThanOrEqual(4);
  expect(answers.join('\n')).toContain('"status":401');
});

describe.each(pagesWithCalls)('%s', (page) => {
  let local: ServedConstruct;
  let token = '';

  beforeAll(async () => {
    local = await serve();
  });
  afterAll(() => local.close());

  test.each(callsIn(page))('$command', async ({ command, answer }) => {
    const [, method, path] = /^curl -X (\w+) http:\/\/127\.0\.0\.1:3000(\S+)/.exec(command)!;
    const headers = [...command.matchAll(/-H (?:'([^']+)'|"([^"]+)")/g)].map(([, single, double]) => (single ?? double).replace('$TOKEN', token));
    const response = await fetch(`${local.url}${path}`, {
      method,
      headers: headers.map((header) => header.split(/: (.*)/s).slice(0, 2) as [string, string]),
      body: /-d '([^']+)'/.exec(command)?.[1],
    });
    const text = await response.text();
    token = (JSON.parse(text) as { token?: string }).token ?? token;
    // Tokens alone may differ.
    expect(text.replace(/"ey[\w.-]{100,}"/g, '"…"')).toBe(answer);
  });
});
