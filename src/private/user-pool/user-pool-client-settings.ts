import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { AttributeSettings } from './attributes';
import { hasSecret, revokesTokens } from './inspect-user-pool';
import { PasswordAuthUserPoolOptions } from '../../password-auth-user-pool-options';

/** The app client that the construct creates, or an existing one that it uses as it is. */
export type UserPoolClientSettings = CreatedUserPoolClientSettings | ExistingUserPoolClientSettings;

interface AnyUserPoolClientSettings {
  /** Whether refresh tokens can be revoked. */
  readonly tokenRevocation: boolean;
  /** Whether refresh tokens rotate. `undefined` for an existing client, of which it is not known. */
  readonly tokenRotation: boolean | undefined;
  /** Where the client's secret comes from: its own attribute, or a secret that the app passes. Undefined if it has none. */
  readonly secret: 'of the client' | secretsmanager.ISecret | undefined;
}

export interface CreatedUserPoolClientSettings extends AnyUserPoolClientSettings {
  readonly kind: 'created';
  readonly props: cognito.UserPoolClientOptions & TokenValidities;
}

export interface ExistingUserPoolClientSettings extends AnyUserPoolClientSettings {
  readonly kind: 'existing';
  readonly userPoolClient: cognito.IUserPoolClient;
}

export interface TokenValidities {
  readonly accessTokenValidity: Duration;
  readonly idTokenValidity: Duration;
  readonly refreshTokenValidity: Duration;
}

export function resolveUserPoolClient(props: PasswordAuthUserPoolOptions, attributes: AttributeSettings): UserPoolClientSettings {
  const { userPoolClient, refreshTokenRotationGracePeriod } = props;
  if (userPoolClient) {
    const secret = props.userPoolClientSecret ?? (hasSecret(userPoolClient) ? 'of the client' : undefined);
    return { kind: 'existing', userPoolClient, tokenRevocation: revokesTokens(userPoolClient), tokenRotation: undefined, secret };
  }
  const generateSecret = props.generateSecret ?? false;
  const enableTokenRevocation = props.enableTokenRevocation ?? true;
  return {
    kind: 'created',
    tokenRevocation: enableTokenRevocation,
    tokenRotation: refreshTokenRotationGracePeriod !== undefined,
    secret: generateSecret ? 'of the client' : undefined,
    props: {
      userPoolClientName: props.userPoolClientName,
      // Handlers sign their calls, so the one flow they use is closed to everyone else.
      authFlows: { adminUserPassword: true },
      generateSecret,
      // It takes the caller's address from operations that the functions do not sign, and needs a secret.
      enablePropagateAdditionalUserContextData: generateSecret || undefined,
      disableOAuth: true,
      preventUserExistenceErrors: true,
      supportedIdentityProviders: [cognito.UserPoolClientIdentityProvider.COGNITO],
      accessTokenValidity: props.accessTokenValidity ?? Duration.hours(1),
      idTokenValidity: props.idTokenValidity ?? Duration.hours(1),
      refreshTokenValidity: props.refreshTokenValidity ?? Duration.days(30),
      refreshTokenRotationGracePeriod,
      enableTokenRevocation,
      readAttributes: attributes.readable,
      writeAttributes: attributes.writable,
    },
  };
}
