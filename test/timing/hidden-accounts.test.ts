import { SignUpMode } from '../../src';
import { signedIn } from '../faults/accounts';
import { FaultyStack, serveFaulty } from '../faults/faulty-stack';
import { newEmail, PASSWORD } from '../flows/accounts';

/*
 * A Cognito that takes a quarter of a second longer where it has a code to send: the time of an answer must not tell what
 * the answer hides. Medians are compared, of requests that alternate.
 */

const SLOW = 250;
const QUICK = 20;
const SAMPLES = 7;

jest.setTimeout(120_000);
let stack: FaultyStack;

beforeAll(async () => {
  stack = await serveFaulty({ signUpMode: SignUpMode.EMAIL_CODE });
  stack.proxyOf('signup-email-code').latency = (_operation, status, body) => status === 200 && !body.includes('nobody') ? SLOW : QUICK;
  stack.proxyOf('password').latency = (_operation, _status, body) => body.includes('nobody') ? QUICK : SLOW;
});
afterAll(() => stack.close());

async function timeOf(path: string, body: object): Promise<number> {
  const started = performance.now();
  const { status } = await stack.post(path, body);
  expect(status).toBe(202);
  return performance.now() - started;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

/** The times of both kinds, one of each in turn. */
async function compare(path: string, known: (index: number) => object, unknown: (index: number) => object): Promise<void> {
  await timeOf(path, known(SAMPLES));
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let index = 0; index < SAMPLES; index += 1) {
    times.known.push(await timeOf(path, known(index)));
    times.unknown.push(await timeOf(path, unknown(index)));
  }
  process.stdout.write(`timing: ${path} takes ${Math.round(median(times.known))} ms with and ${Math.round(median(times.unknown))} ms without an account\n`);
  expect(Math.abs(median(times.known) - median(times.unknown))).toBeLessThan((SLOW - QUICK) / 2);
  // Each median lies among the times of the other kind.
  expect(Math.max(...times.unknown)).toBeGreaterThan(median(times.known) - 30);
  expect(Math.max(...times.known)).toBeGreaterThan(median(times.unknown) - 30);
}

test('a sign-up of a new address and of one that has an account', async () => {
  const taken = await signedInAddress();
  await compare('/signup', () => ({ email: newEmail('new'), password: PASSWORD }), () => ({ email: taken, password: PASSWORD }));
});

test('a code sent once more to one who awaits it and to nobody', async () => {
  const waiting = Array.from({ length: SAMPLES + 1 }, () => newEmail('waiting'));
  for (const email of waiting) {
    await stack.administer('SignUp', {
      UserPoolId: undefined, ClientId: stack.userPoolClientId, Username: email, Password: PASSWORD, UserAttributes: [{ Name: 'email', Value: email }],
    });
  }
  await compare('/signup/resend', (index) => ({ email: waiting[index] }), () => ({ email: newEmail('nobody') }));
});

test('a forgotten password of an account and of nobody', async () => {
  const known: string[] = [];
  for (let index = 0; index <= SAMPLES; index += 1) known.push(await signedInAddress());
  await compare('/password/forgot', (index) => ({ email: known[index] }), () => ({ email: newEmail('nobody') }));
});

async function signedInAddress(): Promise<string> {
  return (await signedIn(stack)).email;
}
