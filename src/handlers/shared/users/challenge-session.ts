import { clientSecret } from '../cognito/client-secret';
import { ProblemError } from '../http/problem-error';

/** A session of Cognito, and the internal name of the user who answers it. */
interface ChallengeSession {
  readonly session: string | undefined;
  /** Undefined if the client has no secret, or Cognito named no user. */
  readonly username?: string;
}

/**
 * The session that a client of the API gets. If the app client has a secret, the internal user name goes in front of
 * Cognito's session as base64url and a dot: the hash that goes with the answer is of that name, and nothing is stored
 * between the two requests. The user name is no secret to its user, and Cognito rejects a session with another name.
 */
export function toClient({ session, username = '' }: ChallengeSession): string | undefined {
  return clientSecret && session !== undefined ? `${Buffer.from(username).toString('base64url')}.${session}` : session;
}

/**
 * The parts of a session that a client sent.
 *
 * @throws ProblemError invalid_challenge
 */
export function fromClient(sent: string): { readonly session: string; readonly username?: string } {
  if (!clientSecret) {
    return { session: sent };
  }
  const [, username, session] = /^([A-Za-z0-9_-]{0,512})\.(.+)$/.exec(sent) ?? [];
  if (!session) {
    throw new ProblemError('invalid_challenge', 'InvalidSession');
  }
  return { session, username: Buffer.from(username, 'base64url').toString() || undefined };
}
