import type { Clock } from '../../clock';
import { attemptsExceeded } from '../errors';
import type { User } from '../users/user';

const FREE_FAILURES = 5;
const SECOND = 1_000;
const LONGEST = 15 * 60 * SECOND;

/**
 * Locks a user out after five wrong passwords or MFA codes: one second, then doubled by each further one up to 15 minutes. Guesses
 * during a lockout do not count. Fifteen quiet minutes after a lockout, or a complete sign-in, start anew.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html
 */
export class Lockout {
  /** Comparisons under way and callers who wait for one to end. */
  private readonly running = new Map<User, { count: number; waiting: (() => void)[] }>();

  public constructor(private readonly clock: Clock) {}

  /**
   * Runs `matches` unless the user is locked out, and counts a failure.
   * @throws CognitoError NotAuthorizedException "Password attempts exceeded"
   */
  public async guard(user: User, matches: () => boolean | Promise<boolean>): Promise<boolean> {
    await this.enter(user);
    try {
      const right = await matches();
      if (!right) this.countFailure(user);
      return right;
    } finally {
      this.leave(user);
    }
  }

  /** To be called when a sign-in is complete: a right password alone, before its second factor, clears nothing. */
  public reset(user: User): void {
    user.signInFailures = { count: 0, lockedUntil: 0, lastAt: 0 };
  }

  // Never more comparisons at a time than failures left before the lock: parallel guesses cannot slip past it, and
  // parallel right passwords still run side by side.
  private async enter(user: User): Promise<void> {
    for (;;) {
      this.refuseLocked(user);
      const slot = this.running.get(user) ?? { count: 0, waiting: [] };
      this.running.set(user, slot);
      if (slot.count < Math.max(1, FREE_FAILURES - user.signInFailures.count)) {
        slot.count += 1;
        return;
      }
      await new Promise<void>((resolve) => slot.waiting.push(resolve));
    }
  }

  private leave(user: User): void {
    const slot = this.running.get(user)!;
    slot.count -= 1;
    if (slot.count === 0) this.running.delete(user);
    // All of them: a failure may have locked the user, and then each must learn it now.
    slot.waiting.splice(0).forEach((resume) => resume());
  }

  private refuseLocked(user: User): void {
    const failures = user.signInFailures;
    const now = this.clock.now();
    if (now < failures.lockedUntil) {
      failures.lastAt = now;
      throw attemptsExceeded();
    }
    if (now - Math.max(failures.lastAt, failures.lockedUntil) >= LONGEST) this.reset(user);
  }

  private countFailure(user: User): void {
    const failures = user.signInFailures;
    failures.count += 1;
    failures.lastAt = this.clock.now();
    if (failures.count >= FREE_FAILURES) {
      failures.lockedUntil = failures.lastAt + Math.min(LONGEST, SECOND * 2 ** (failures.count - FREE_FAILURES));
    }
  }
}
