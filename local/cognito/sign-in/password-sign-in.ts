import { incorrectCredentials, notAuthorized, passwordResetRequired, userDisabled, userNotConfirmed, userNotFound } from '../errors';
import { nextStep, type AuthResponse } from './next-step';
import { passwordMatches, spendComparison } from '../passwords/hash';
import type { AppClient, UserPool } from '../pool/user-pool';
import { preAuthentication } from '../triggers/sign-in-triggers';
import { migrateUser } from '../triggers/user-migration';
import type { User } from '../users/user';

const DAY = 86_400_000;

export interface SignIn {
  readonly client: AppClient;
  readonly username: string;
  readonly password: string;
  readonly clientMetadata?: Readonly<Record<string, string>>;
}

/** Signs a user in by name and password: tokens, or the first challenge. */
export async function signInWithPassword(pool: UserPool, signIn: SignIn): Promise<AuthResponse> {
  const user = pool.users.find(signIn.username) ?? await migrateUser(pool, 'Authentication', signIn);
  await preAuthentication(pool, user, signIn);
  if (!user) return refuseUnknown(signIn);
  // Before the password is looked at: these users cannot sign in whatever they send.
  if (user.status === 'UNCONFIRMED') throw userNotConfirmed();
  if (user.status === 'RESET_REQUIRED') return refuseUntilReset(user, signIn);
  await checkPassword(pool, user, signIn.password);
  if (!user.enabled) throw userDisabled();
  refuseExpiredPassword(pool, user);
  return nextStep(pool, { client: signIn.client, user, clientMetadata: signIn.clientMetadata });
}

/** @throws CognitoError NotAuthorizedException for a wrong password or a locked user */
async function checkPassword(pool: UserPool, user: User, password: string): Promise<void> {
  const right = await pool.lockout.guard(user, async () => {
    // Comparing takes a while, in which the password may be changed: what opens is the one that stands at the end.
    for (;;) {
      const stored = user.password;
      if (!stored) {
        await spendComparison(password);
        return false;
      }
      const matches = await passwordMatches(password, stored.hash);
      if (user.password === stored) return matches;
    }
  });
  if (!right) throw incorrectCredentials();
}

// Of a user who came from elsewhere and never had a password here, a client that hides who exists must not tell.
async function refuseUntilReset(user: User, signIn: SignIn): Promise<never> {
  return user.password ? Promise.reject(passwordResetRequired()) : refuseUnknown(signIn, passwordResetRequired());
}

async function refuseUnknown({ client, password }: SignIn, frankly = userNotFound()): Promise<never> {
  if (!client.settings.preventUserExistenceErrors) throw frankly;
  await spendComparison(password);
  throw incorrectCredentials();
}

function refuseExpiredPassword(pool: UserPool, user: User): void {
  const validity = pool.settings.passwordPolicy.temporaryPasswordValidityDays * DAY;
  if (user.password!.temporary && pool.clock.now() >= user.password!.setAt + validity) {
    throw notAuthorized('Temporary password has expired and must be reset by an administrator.');
  }
}
