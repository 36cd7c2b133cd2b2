import { randomUUID } from 'node:crypto';
import type { Contact, MfaFactor } from '../settings/pool-settings';

export type UserStatus = 'UNCONFIRMED' | 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD' | 'RESET_REQUIRED';

export interface StoredPassword {
  /** As `hashPassword` made it. */
  readonly hash: string;
  readonly temporary: boolean;
  /** Milliseconds since the epoch. */
  readonly setAt: number;
}

/** A code that was sent and not used yet. */
export interface PendingCode {
  readonly code: string;
  readonly contact: Contact;
  /** Where it was sent: it proves that address or number and no later one. */
  readonly to: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** What a code proves: the sign-up, a forgotten password, or the ownership of a contact. */
export type CodePurpose = 'sign-up' | 'password' | 'email' | 'phone_number';

export interface TotpDevice {
  /** Base32, as the user's authenticator has it. */
  readonly secret: string;
  /** Whether a code of it was seen. */
  verified: boolean;
  /** The last 30-second step whose code was accepted; a code works once. */
  lastStep: number;
  /** As the user calls the authenticator. */
  name?: string;
}

/** Everything a pool knows about a user: plain data, so that it can be written to a file as it is. */
export interface User {
  readonly sub: string;
  readonly username: string;
  enabled: boolean;
  status: UserStatus;
  readonly createdAt: number;
  modifiedAt: number;
  attributes: Record<string, string>;
  /** New values of contacts that are not in use before they are verified. */
  pendingAttributes: Record<string, string>;
  password?: StoredPassword;
  /** Hashes of earlier permanent passwords, newest first. */
  passwordHistory: string[];
  signInFailures: { count: number; lockedUntil: number; lastAt: number };
  codes: Partial<Record<CodePurpose, PendingCode>>;
  /** When each limited operation was called within the last hour, by operation name. */
  attempts: Record<string, number[]>;
  mfa: { enabled: MfaFactor[]; preferred?: MfaFactor };
  totp?: TotpDevice;
  /** An authenticator of which no code was seen yet. */
  pendingTotp?: TotpDevice;
  groups: string[];
}

/** @param username undefined where the pool signs users in by their contacts: the username is the sub then */
export function createUser(username: string | undefined, status: UserStatus, now: number): User {
  const sub = randomUUID();
  return {
    sub,
    username: username ?? sub,
    enabled: true,
    status,
    createdAt: now,
    modifiedAt: now,
    attributes: {},
    pendingAttributes: {},
    passwordHistory: [],
    signInFailures: { count: 0, lockedUntil: 0, lastAt: 0 },
    codes: {},
    attempts: {},
    mfa: { enabled: [] },
    groups: [],
  };
}
