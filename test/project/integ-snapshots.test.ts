import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/* What the snapshots say is compared by `npx projen integ`; here is what they may weigh. */

const folder = 'test/integ';
const cases = readdirSync(folder).filter((name) => /^integ\..+\.ts$/.test(name) && statSync(join(folder, name)).isFile());

test('there are cases', () => {
  expect(cases).toEqual(['integ.default.ts', 'integ.email-code.ts', 'integ.mfa.ts']);
});

test.each(cases)('the snapshot of %s is small enough to be read', (name) => {
  const snapshot = join(folder, `${name}.snapshot`);
  const files = readdirSync(snapshot).filter((file) => !file.startsWith('asset.'));
  expect(files).toContain('manifest.json');
  expect(files).not.toContain('tree.json');
  expect(files.reduce((bytes, file) => bytes + statSync(join(snapshot, file)).size, 0)).toBeLessThan(400_000);
});
