import { SignUpMode } from '../../src';
import { invite, newEmail, otherCode, register, registered } from '../flows/accounts';
import { served } from '../flows/stack';

/* A weak password is sent to learn from the response, or from the mail that is not sent, whether an address has an account. */

const WEAK = 'weak';

describe.each([SignUpMode.AUTO_CONFIRM, SignUpMode.EMAIL_CODE])('in %s mode', (signUpMode) => {
  const stack = served({ signUpMode });
  const operations = () => [...stack().calls].flatMap(([, calls]) => calls).length;

  test('a weak password tells no taken address from a free one, and no call is made', async () => {
    const taken = [await register(stack()), await invite(stack())];
    const before = operations();
    const texts = new Set<string>();
    for (const email of [...taken, newEmail('free')]) {
      texts.add((await stack().post('/signup', { email, password: WEAK })).text);
      texts.add((await stack().post('/password/reset', { email, code: '123456', password: WEAK })).text);
    }
    expect([...texts]).toEqual([expect.stringContaining('weak_password')]);
    expect(operations()).toBe(before);
  });

  test('a weak password with the right code is the same as with a wrong one', async () => {
    const { email } = await registered(stack());
    await stack().post('/password/forgot', { email });
    const code = stack().codeFor(email);
    const answers = [];
    for (const tried of [code, otherCode(code)]) answers.push((await stack().post('/password/reset', { email, code: tried, password: WEAK })).text);
    expect(answers[0]).toBe(answers[1]);
  });
});
