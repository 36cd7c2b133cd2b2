import { createHash } from 'node:crypto';
import type { AppClient, UserPool } from '../pool/user-pool';
import type { Contact } from '../settings/pool-settings';
import { customMessage, type MessageOccasion } from '../triggers/custom-message';
import type { User } from '../users/user';
import { isEmail, isPhoneNumber } from '../users/write-attributes';

export interface CodeDelivery {
  /** Masked. */
  readonly Destination: string;
  readonly DeliveryMedium: 'EMAIL' | 'SMS';
  readonly AttributeName: Contact;
}

interface Message {
  readonly user: User;
  readonly contact: Contact;
  /** @default - the user's own value of `contact` */
  readonly to?: string;
  readonly code: string;
  /** The outbox's name for it. */
  readonly kind: string;
  readonly occasion: MessageOccasion;
  readonly client?: AppClient;
  readonly clientMetadata?: Readonly<Record<string, string>>;
}

/** Sends a code, and says where in the masked form that callers see. */
export async function sendCode(pool: UserPool, message: Message): Promise<CodeDelivery> {
  const { user, contact, code, kind, occasion } = message;
  const to = message.to ?? user.attributes[contact];
  await customMessage(pool, occasion, user, message);
  pool.outbox.add({ to, kind, code });
  return deliveryTo(contact, to);
}

export const deliveryTo = (contact: Contact, to: string): CodeDelivery => ({
  Destination: mask(contact, to),
  DeliveryMedium: contact === 'email' ? 'EMAIL' : 'SMS',
  AttributeName: contact,
});

/** What a user who does not exist would be told; the same each time they ask. */
export function simulatedDelivery(pool: UserPool, username: string): CodeDelivery {
  if (isEmail(username)) return deliveryTo('email', username);
  if (isPhoneNumber(username)) return deliveryTo('phone_number', username);
  const contact = pool.settings.autoVerifiedAttributes.includes('email') ? 'email' : pool.settings.autoVerifiedAttributes[0] ?? 'email';
  const seed = createHash('sha256').update(`${pool.identity.id} ${username.toLowerCase()}`).digest();
  const letter = (index: number) => String.fromCharCode('a'.charCodeAt(0) + seed[index] % 26);
  return deliveryTo(contact, contact === 'email' ? `${letter(0)}@${letter(1)}` : `+1000000${1_000 + seed.readUInt16BE(2) % 9_000}`);
}

/** `j***@e***`, `+*******1234`. */
function mask(contact: Contact, value: string): string {
  if (contact === 'phone_number') return `+${'*'.repeat(Math.max(0, value.length - 5))}${value.slice(-4)}`;
  return `${value[0]}***@${value[value.lastIndexOf('@') + 1]}***`;
}
