import { MovableClock } from '../../local/clock';
import { Outbox, type OutboxMessage } from '../../local/outbox';

test('a clock shows the machine\'s time until it is moved, and never goes back', () => {
  const clock = new MovableClock();
  expect(clock.now()).toBeCloseTo(Date.now(), -3);
  clock.advance(3_600_000);
  expect(clock.now()).toBeCloseTo(Date.now() + 3_600_000, -3);
  expect(() => clock.advance(-1)).toThrow(RangeError);
  expect(() => clock.advance(NaN)).toThrow(RangeError);
});

test('an outbox dates its messages, announces them, and lists the newest last', () => {
  const announced: OutboxMessage[] = [];
  const outbox = new Outbox({ now: () => 0 }, (message) => announced.push(message));
  outbox.add({ to: 'a@example.com', kind: 'sign-up', code: '123456' });
  outbox.add({ to: 'b@example.com', kind: 'resend', code: '654321' });
  expect(outbox.list()).toEqual([
    { to: 'a@example.com', kind: 'sign-up', code: '123456', at: '1970-01-01T00:00:00.000Z' },
    { to: 'b@example.com', kind: 'resend', code: '654321', at: '1970-01-01T00:00:00.000Z' },
  ]);
  expect(announced).toEqual(outbox.list());
});

test('an outbox forgets what is a thousand messages old', () => {
  const outbox = new Outbox({ now: () => 0 });
  for (let number = 0; number <= 1_000; number++) outbox.add({ to: 'a@example.com', kind: 'resend', code: String(number) });
  expect(outbox.list()).toHaveLength(1_000);
  expect(outbox.list()[0].code).toBe('1');
});
