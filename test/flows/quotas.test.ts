import { newEmail, PASSWORD } from './accounts';
import { served } from './stack';
import { MovableClock } from '../../local/clock';
import { DEFAULT_QUOTAS } from '../../local/cognito';

/** Time passes only where a test lets it. */
class StandingClock extends MovableClock {
  private readonly started = Date.now();
  private passed = 0;

  public override now(): number {
    return this.started + this.passed;
  }

  public override advance(milliseconds: number): void {
    this.passed += milliseconds;
  }
}

const lines: string[] = [];
const stack = served({}, undefined, {
  quotas: { ...DEFAULT_QUOTAS, UserAuthentication: 2 },
  clock: new StandingClock(),
  log: (line) => lines.push(line),
});

test('above a quota of Cognito a client is told when to come again, and then gets in', async () => {
  const credentials = { email: newEmail(), password: PASSWORD };
  await stack().post('/signup', credentials);
  const logIn = () => stack().post('/login', credentials);
  expect((await logIn()).status).toBe(200);
  expect((await logIn()).status).toBe(200);

  const refused = await logIn();
  expect(refused).toMatchObject({ status: 429, json: { code: 'rate_limited' } });
  expect(lines).toContain('cognito: AdminInitiateAuth was refused, as it is above a request quota');

  stack().clock.advance(Number(refused.headers.get('Retry-After')) * 1_000);
  expect((await logIn()).status).toBe(200);
});
