import type { AppClient, UserPool } from '../pool/user-pool';
import { attributesForTriggers } from '../users/attribute-list';
import type { User } from '../users/user';

export type MessageOccasion =
  'SignUp' | 'AdminCreateUser' | 'ResendCode' | 'ForgotPassword' | 'UpdateUserAttribute' | 'VerifyUserAttribute' | 'Authentication';

interface Call {
  readonly client?: AppClient;
  readonly clientMetadata?: Readonly<Record<string, string>>;
}

/** Runs CustomMessage, which may refuse to send by failing. Its text is not kept: the outbox shows codes alone. */
export async function customMessage(
  pool: UserPool, occasion: MessageOccasion, user: User, { client, clientMetadata }: Call,
): Promise<void> {
  await pool.triggers.run('CustomMessage', {
    source: `CustomMessage_${occasion}`,
    userName: user.username,
    clientId: client?.id,
    request: {
      userAttributes: attributesForTriggers(user),
      codeParameter: '{####}',
      usernameParameter: occasion === 'AdminCreateUser' ? '{username}' : null,
      ...clientMetadata ? { clientMetadata } : {},
    },
    response: { smsMessage: null, emailMessage: null, emailSubject: null },
  });
}
