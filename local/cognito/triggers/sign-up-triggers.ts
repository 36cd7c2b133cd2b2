import type { AppClient, UserPool } from '../pool/user-pool';
import { attributesForTriggers } from '../users/attribute-list';
import type { User } from '../users/user';
import type { AttributeInput } from '../users/write-attributes';

interface PreSignUp {
  readonly source: 'PreSignUp_SignUp' | 'PreSignUp_AdminCreateUser';
  /** Not in the pool yet. */
  readonly user: User;
  readonly attributes: Readonly<Record<string, string>>;
  readonly client?: AppClient;
  readonly validationData?: AttributeInput;
  readonly clientMetadata?: Readonly<Record<string, string>>;
}

export interface PreSignUpDecision {
  readonly autoConfirmUser: boolean;
  readonly autoVerifyEmail: boolean;
  readonly autoVerifyPhone: boolean;
}

/** Runs PreSignUp, which may refuse the user by failing, or confirm them at once. */
export async function preSignUp(
  pool: UserPool, { source, user, attributes, client, validationData, clientMetadata }: PreSignUp,
): Promise<PreSignUpDecision> {
  const response = await pool.triggers.run('PreSignUp', {
    source,
    userName: user.username,
    clientId: client?.id,
    request: {
      userAttributes: attributes,
      validationData: validationData ? Object.fromEntries(validationData.map(({ Name, Value }) => [Name, Value ?? ''])) : null,
      ...clientMetadata ? { clientMetadata } : {},
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  });
  return {
    autoConfirmUser: response?.autoConfirmUser === true,
    autoVerifyEmail: response?.autoVerifyEmail === true,
    autoVerifyPhone: response?.autoVerifyPhone === true,
  };
}

export async function postConfirmation(
  pool: UserPool, occasion: 'ConfirmSignUp' | 'ConfirmForgotPassword', user: User, client?: AppClient,
  clientMetadata?: Readonly<Record<string, string>>,
): Promise<void> {
  await pool.triggers.run('PostConfirmation', {
    source: `PostConfirmation_${occasion}`,
    userName: user.username,
    clientId: client?.id,
    request: { userAttributes: attributesForTriggers(user), ...clientMetadata ? { clientMetadata } : {} },
  });
}
