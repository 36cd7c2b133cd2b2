import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { OPERATIONS } from '../../../src/routes/route';
import type { Behaviour } from '../../../tools/fidelity/behaviour';
import { ownStages } from '../../../tools/fidelity/own-stages';
import { play } from '../../../tools/fidelity/play';
import { BEHAVIOURS } from '../../../tools/fidelity/table';

let own: Awaited<ReturnType<typeof ownStages>>;
beforeAll(async () => { own = await ownStages(); });
afterAll(() => own.close());

const byOperation = new Map<string, Behaviour[]>();
for (const behaviour of BEHAVIOURS) byOperation.set(behaviour.operation, [...byOperation.get(behaviour.operation) ?? [], behaviour]);

describe.each([...byOperation])('%s', (_operation, behaviours) => {
  test.each(behaviours.map((behaviour) => [behaviour.case, behaviour] as const))('%s', async (_case, behaviour) => {
    expect(await play(behaviour, own.stage(behaviour.setting))).toEqual({ verdict: 'same' });
  });
});

describe('the table', () => {
  test('has a row for every operation that a route calls, a success and a refusal among them', () => {
    const rows = (operation: string, kind: 'shape' | 'refusal') => BEHAVIOURS.filter((row) => row.operation === operation && kind in row.answer);
    for (const operation of Object.keys(OPERATIONS)) {
      expect([operation, rows(operation, 'shape').length > 0, rows(operation, 'refusal').length > 0]).toEqual([operation, true, true]);
    }
  });

  test('names each behaviour once', () => {
    const ids = BEHAVIOURS.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.length).toBeGreaterThanOrEqual(150);
  });

  test('cites the API reference only for errors that it lists', () => {
    const listed = (operation: string) => {
      const declaration = readFileSync(resolve(`node_modules/@aws-sdk/client-cognito-identity-provider/dist-types/commands/${operation}Command.d.ts`), 'utf8');
      return [...declaration.matchAll(/@throws \{@link (\w+)\}/g)].map(([, name]) => name);
    };
    const wrong = BEHAVIOURS.filter(({ answer, operation, source }) =>
      source?.label === 'API' && source.url.endsWith(`API_${operation}.html`) && 'refusal' in answer && !listed(operation).includes(answer.refusal.name));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});
