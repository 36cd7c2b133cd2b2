import type { UserPool } from '../pool/user-pool';
import type { Contact } from '../settings/pool-settings';
import { customMessage } from '../triggers/custom-message';
import type { User } from '../users/user';

interface Delivery {
  readonly DesiredDeliveryMediums?: readonly ('SMS' | 'EMAIL')[];
  readonly ClientMetadata?: Readonly<Record<string, string>>;
}

const CONTACTS: Readonly<Record<'SMS' | 'EMAIL', Contact>> = { SMS: 'phone_number', EMAIL: 'email' };

/** Sends the temporary password to each wanted contact that the user has. */
export async function sendInvitation(pool: UserPool, user: User, temporaryPassword: string, delivery: Delivery): Promise<void> {
  await customMessage(pool, 'AdminCreateUser', user, { clientMetadata: delivery.ClientMetadata });
  for (const medium of new Set(delivery.DesiredDeliveryMediums ?? defaultMediums(user))) {
    const to = user.attributes[CONTACTS[medium]];
    if (to !== undefined) pool.outbox.add({ to, kind: 'invitation', code: temporaryPassword });
  }
}

// SMS is the documented default; a user without a phone is still invited, by e-mail.
const defaultMediums = (user: User): ('SMS' | 'EMAIL')[] => user.attributes.phone_number === undefined ? ['EMAIL'] : ['SMS'];
