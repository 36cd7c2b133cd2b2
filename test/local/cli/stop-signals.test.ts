import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { stopOnSignals } from '../../../local/cli/stop-signals';

const fail = (error: unknown) => { throw error; };

function host() {
  const exits: number[] = [];
  return Object.assign(new EventEmitter(), { exits, exit: (code: number) => void exits.push(code) });
}

test.each(['SIGINT', 'SIGTERM'])('%s ends everything and then the process, with status 0', async (signal) => {
  const signals = host();
  const events: string[] = [];
  stopOnSignals(async () => {
    await wait(10);
    events.push('stopped');
  }, fail, signals);
  signals.emit(signal);
  expect(signals.exits).toEqual([]);
  await wait(30);
  expect([events, signals.exits]).toEqual([['stopped'], [0]]);
});

test('a second one ends the process at once, unless it belongs to the same key press', async () => {
  const signals = host();
  stopOnSignals(() => new Promise(() => undefined), fail, signals);
  signals.emit('SIGINT');
  signals.emit('SIGINT');
  await wait(50);
  expect(signals.exits).toEqual([]);
  await wait(300);
  signals.emit('SIGINT');
  expect(signals.exits).toEqual([130]);
});

test('a failure while ending is shown, and still ends the process', async () => {
  const signals = host();
  const shown = jest.fn();
  stopOnSignals(() => Promise.reject(new Error('no')), shown, signals);
  signals.emit('SIGTERM');
  await wait(10);
  expect(signals.exits).toEqual([1]);
  expect(shown).toHaveBeenCalledWith(new Error('no'));
});
