import { expectStatus, newEmail, otherCode, OTHER_PASSWORD, PASSWORD, register } from './accounts';
import { comparable } from './contract';
import { Answer, served, ServedConstruct } from './stack';
import { SignUpMode } from '../../src';

/* Nobody learns from an answer whether an address has an account, and what state it is in. */

const DAY = 24 * 3_600_000;

/** Brings an address into a state; what it returns is sent to the route beside the address. */
type Prepare = (stack: ServedConstruct, email: string) => Promise<Record<string, string> | void>;

const signup = (stack: ServedConstruct, email: string) => stack.post('/signup', { email, password: PASSWORD });
const repeat = async (times: number, send: () => Promise<Answer>) => {
  for (let time = 0; time < times; time += 1) await send();
};

const unknown: Prepare = async () => undefined;
const complete: Prepare = async (stack, email) => {
  await register(stack, email);
};
const disabled: Prepare = async (stack, email) => {
  await register(stack, email);
  await stack.administer('AdminDisableUser', { Username: email });
};
const locked: Prepare = async (stack, email) => {
  await register(stack, email);
  await repeat(11, () => {
    // Past each lock but the last, which outlasts the slowest machine.
    stack.clock.advance(40_000);
    return stack.post('/login', { email, password: OTHER_PASSWORD });
  });
  return { password: PASSWORD };
};
const unconfirmed: Prepare = async (stack, email) => {
  expectStatus(await signup(stack, email), 202);
};
const invited: Prepare = async (stack, email) => {
  await stack.administer('AdminCreateUser', { Username: email, UserAttributes: [{ Name: 'email', Value: email }] });
};
const mustReset: Prepare = async (stack, email) => {
  await register(stack, email);
  await stack.administer('AdminResetUserPassword', { Username: email });
};
const unverified: Prepare = async (stack, email) => {
  await register(stack, email);
  await stack.administer('AdminUpdateUserAttributes', { Username: email, UserAttributes: [{ Name: 'email_verified', Value: 'false' }] });
};

interface Case {
  readonly path: string;
  readonly status: number;
  /** What is sent beside the address. */
  readonly body: Record<string, string>;
  readonly states: { readonly [name: string]: Prepare };
}

/** The code that was sent is sent back wrongly. */
const wrongCode = (prepare: Prepare): Prepare => async (stack, email) => {
  await prepare(stack, email);
  return { code: otherCode(stack.codeFor(email)) };
};
const forgotten: Prepare = async (stack, email) => {
  await register(stack, email);
  await stack.post('/password/forgot', { email });
};
const late = (prepare: Prepare): Prepare => async (stack, email) => {
  await prepare(stack, email);
  stack.clock.advance(DAY + 1);
  return { code: stack.codeFor(email) };
};

const LOGIN: Case = {
  path: '/login',
  status: 401,
  body: { password: OTHER_PASSWORD },
  states: {
    unknown,
    'wrong password': complete,
    'disabled, wrong password': disabled,
    'disabled, right password': async (stack, email) => {
      await disabled(stack, email);
      return { password: PASSWORD };
    },
    'locked, right password': locked,
    'must reset, wrong password': mustReset,
    'must reset, right password': async (stack, email) => {
      await mustReset(stack, email);
      return { password: PASSWORD };
    },
    'invited, wrong password': invited,
  },
};

const FORGOT: Case = {
  path: '/password/forgot',
  status: 202,
  body: {},
  states: {
    unknown,
    complete,
    disabled,
    unverified,
    invited,
    'must reset': mustReset,
    'limited': async (stack, email) => {
      await register(stack, email);
      await repeat(6, () => stack.post('/password/forgot', { email }));
    },
  },
};

const RESET: Case = {
  path: '/password/reset',
  status: 400,
  body: { code: '000000', password: OTHER_PASSWORD },
  states: {
    unknown,
    'no code was sent': complete,
    disabled,
    invited,
    'wrong code': wrongCode(forgotten),
    'late code': late(forgotten),
    'used code': async (stack, email) => {
      await forgotten(stack, email);
      const code = stack.codeFor(email);
      expectStatus(await stack.post('/password/reset', { email, code, password: PASSWORD }), 200);
      return { code };
    },
  },
};

const MODES: { readonly [mode in SignUpMode]: readonly Case[] } = {
  AUTO_CONFIRM: [LOGIN, FORGOT, RESET],
  ADMIN_ONLY: [LOGIN, FORGOT, RESET],
  EMAIL_CODE: [
    {
      ...LOGIN,
      states: {
        ...LOGIN.states,
        'unconfirmed, wrong password': unconfirmed,
        'unconfirmed, right password': async (stack, email) => {
          await unconfirmed(stack, email);
          return { password: PASSWORD };
        },
      },
    },
    { ...FORGOT, states: { ...FORGOT.states, unconfirmed } },
    { ...RESET, states: { ...RESET.states, unconfirmed } },
    {
      path: '/signup',
      status: 202,
      body: { password: OTHER_PASSWORD },
      states: {
        unknown,
        complete,
        disabled,
        unconfirmed,
        invited,
        'complete, in capitals': async (stack, email) => {
          await register(stack, email.toUpperCase());
        },
      },
    },
    {
      path: '/signup',
      status: 400,
      body: { password: 'weak' },
      states: { unknown, complete, unconfirmed },
    },
    {
      path: '/signup/confirm',
      status: 400,
      body: { code: '000000' },
      states: { unknown, complete, disabled, invited, 'wrong code': wrongCode(unconfirmed), 'late code': late(unconfirmed) },
    },
    {
      path: '/signup/resend',
      status: 202,
      body: {},
      states: {
        unknown,
        complete,
        disabled,
        invited,
        unconfirmed,
        limited: async (stack, email) => {
          await unconfirmed(stack, email);
          await repeat(6, () => stack.post('/signup/resend', { email }));
        },
      },
    },
  ],
};

describe.each(Object.entries(MODES))('%s', (signUpMode, cases) => {
  const stack = served({ signUpMode: signUpMode as SignUpMode });

  describe.each(cases)('POST $path answers $status', ({ path, status, body, states }) => {
    const send = async (prepare: Prepare) => {
      // The bucket of the scarce methods refills at ten a second.
      stack().clock.advance(3_000);
      const email = newEmail('state');
      const more = await prepare(stack(), email);
      const answer = await stack().post(path, { email, ...body, ...more });
      expectStatus(answer, status);
      return comparable(answer);
    };

    test.each(Object.entries(states).filter(([name]) => name !== 'unknown'))('byte for byte as for an unknown address: %s', async (_name, prepare) => {
      expect(await send(prepare)).toEqual(await send(states.unknown));
    });
  });

  test('the log, which no caller reads, tells the states apart', () => {
    const causes = new Set(stack().logs.map((line) => JSON.parse(line).cause));
    const expected = ['NotAuthorizedException', 'PasswordResetRequiredException', 'CodeMismatchException', 'LimitExceededException'];
    expect([...causes]).toEqual(expect.arrayContaining(signUpMode === 'EMAIL_CODE' ? [...expected, 'UserNotConfirmedException', 'UsernameExistsException'] : expected));
  });
});
