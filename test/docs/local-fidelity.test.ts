import { readFileSync } from 'node:fs';
import { fidelityPage } from '../../tools/docs/generate-docs';

test('the tables are those of the behaviours that the emulator is held to', () => {
  const page = readFileSync('docs/local-fidelity.md', 'utf8');
  expect(fidelityPage(page)).toBe(page);
});
