import { expectPassword, PASSWORD } from './accounts';
import type { FaultyStack } from './faulty-stack';

/* What several journeys are made of. */

export const credentials = (email: string, password = PASSWORD) => () => ({ email, password });

/** For whoever signs up or logs in: the account is complete, under the one password, and no other opens it. */
export const complete = (stack: FaultyStack, email: string) => async () => {
  await expectPassword(stack, email, PASSWORD);
  const { UserStatus } = await stack.administer('AdminGetUser', { Username: email });
  if (UserStatus !== 'CONFIRMED') throw new Error(`the account is ${UserStatus}`);
};

export async function rejects(promise: Promise<unknown>, what: string): Promise<void> {
  if (await promise.then(() => true, () => false)) throw new Error(what);
}
