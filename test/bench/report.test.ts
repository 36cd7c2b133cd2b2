import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { selfSigned } from '../../bench/handlers/certificate';
import { chartOf } from '../../bench/report/chart';
import { progressLine } from '../../bench/report/progress';
import { NodeResults, Results } from '../../bench/report/results';
import { median, rounded, shuffled } from '../../bench/report/statistics';
import { benchmarkTable, resultsPage } from '../../bench/report/table';

const read = (file: string) => readFileSync(file, 'utf8');

describe('the last results', () => {
  const results: Results = JSON.parse(read('bench/results.json'));

  test.each(['node22', 'node24'] as const)('of %s have a number under every key', (node) => {
    const { login, signup, bytes, synth, resources }: NodeResults = results[node];
    for (const ratios of [login, signup]) {
      expect(ratios).toEqual({
        cpuVsTutorial: expect.any(Number),
        cpuVsLimit: expect.any(Number),
        initVsTutorial: expect.any(Number),
        firstVsTutorial: expect.any(Number),
        warmVsTutorial: expect.any(Number),
        rssAboveBareVsTutorial: expect.any(Number),
      });
    }
    expect(bytes).toMatchObject({ login: expect.any(Number), signup: expect.any(Number), private: expect.any(Number) });
    expect(synth).toEqual({ vsNodejsFunction: expect.any(Number), vsSolutionsConstruct: expect.any(Number), vsL1: expect.any(Number) });
    expect(resources).toEqual({ threeRoutes: expect.any(Number), allRoutes: expect.any(Number) });
  });

  test('say by a route the bytes of the function that serves it in the default mode', () => {
    const { bytes } = results.node24;
    expect(bytes.signup).toBe(results.bundles.signup.bytes);
    expect(bytes.confirmSignup).toBe(results.bundles['signup-email-code'].bytes);
    expect(bytes.logout).toBe(results.bundles.session.bytes);
  });

  test('are what the page and the chart show', () => {
    expect(read('bench/RESULTS.md')).toBe(resultsPage(results));
    expect(read('bench/chart.svg')).toBe(chartOf(results));
  });

  test('are what docs/performance.md shows, as a chart and as a table', () => {
    expect(read('docs/performance.md')).toContain('](../bench/chart.svg)');
    expect(read('docs/performance.md')).toContain(`<!-- generated: benchmark -->\n${benchmarkTable(results)}\n<!-- /generated: benchmark -->`);
  });

  test('are drawn for light and dark pages and load nothing from elsewhere', () => {
    const chart = read('bench/chart.svg');
    expect(chart).toContain('prefers-color-scheme: dark');
    expect(chart.match(/https?:\/\/[^"]+/g)).toEqual(['http://www.w3.org/2000/svg']);
  });
});

test('the median is the middle value, or the mean of the two in the middle', () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(() => median([])).toThrow('the median of no values');
});

test('shuffling keeps every value and follows chance', () => {
  expect(shuffled([1, 2, 3, 4], () => 0)).toEqual([2, 3, 4, 1]);
  expect(shuffled([1, 2, 3, 4]).sort()).toEqual([1, 2, 3, 4]);
});

test('values are rounded to significant digits', () => {
  expect(rounded(1234.5)).toBe(1230);
  expect(rounded(0.012345)).toBe(0.0123);
});

test('the progress line shows the share, the time left and what is measured, and fits the terminal', () => {
  expect(progressLine(50, 200, 60_000, 'login', 200)).toBe(`${'█'.repeat(8)}${'░'.repeat(24)}  25 % 50/200, 3:00 left  login`);
  expect(progressLine(0, 200, 0, 'login', 200)).toContain('  0 % 0/200  login');
  expect(progressLine(50, 200, 60_000, 'login', 40)).toHaveLength(39);
});

test('the certificate of the endpoint is one that a client can check', () => {
  const { cert, key } = selfSigned('cognito-idp.us-east-1.amazonaws.com', new Date('2026-11-21T12:00:00Z'));
  const certificate = new X509Certificate(cert);
  expect(certificate.checkHost('cognito-idp.us-east-1.amazonaws.com')).toBe('cognito-idp.us-east-1.amazonaws.com');
  expect(certificate.checkHost('example.com')).toBeUndefined();
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect([certificate.validFrom, certificate.validTo]).toEqual(['Nov 20 12:00:00 2026 GMT', 'Nov 22 12:00:00 2026 GMT']);
  expect(key).toMatch(/^-----BEGIN PRIVATE KEY-----/);
});

test('each app that is synthesised is there', () => {
  for (const app of ['empty', 'l1-only', 'construct', 'construct-all-routes', 'solutions-construct', 'nodejs-functions']) {
    expect({ [app]: existsSync(`bench/synth/apps/${app}.js`) }).toEqual({ [app]: true });
  }
});
