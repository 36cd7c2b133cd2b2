/** The stable ids of the warnings at synthesis, by which an app acknowledges them. */
export const WARNING_IDS = {
  /** AUTO_CONFIRM: nobody proves the address of an account. */
  UNVERIFIED_EMAIL: 'cdk-cognito-password-auth:unverifiedEmail',
  /** Routes send mail, and Cognito itself sends only 50 a day. */
  DEFAULT_EMAIL: 'cdk-cognito-password-auth:defaultEmail',
  /** Attributes cannot be changed or removed later. */
  FIXED_ATTRIBUTES: 'cdk-cognito-password-auth:fixedAttributes',
  /** The gateway's own errors cannot name one of several origins. */
  SEVERAL_ORIGINS: 'cdk-cognito-password-auth:severalOrigins',
  /** The logs of a stage need the logging role of the account. */
  ACCOUNT_LOGGING_ROLE: 'cdk-cognito-password-auth:accountLoggingRole',
  /** Nobody deploys the methods on an existing API. */
  UNDEPLOYED_METHODS: 'cdk-cognito-password-auth:undeployedMethods',
  /** An existing API words the gateway's own errors. */
  GATEWAY_ERRORS: 'cdk-cognito-password-auth:gatewayErrors',
  /** `mfa` does not reach an existing pool. */
  EXISTING_POOL_MFA: 'cdk-cognito-password-auth:existingPoolMfa',
  /** CloudFormation has been seen to throwInvalid a pool whose only second factor is email. */
  EMAIL_ONLY_MFA: 'cdk-cognito-password-auth:emailOnlyMfa',
  /** A second factor by email cannot also recover a password. */
  EMAIL_MFA_RECOVERY: 'cdk-cognito-password-auth:emailMfaRecovery',
  /** SMS is a second factor, and no route takes a phone number. */
  SMS_WITHOUT_PHONE: 'cdk-cognito-password-auth:smsWithoutPhone',
  /** The API answers on a custom domain only, and the construct makes none. */
  NO_DOMAIN: 'cdk-cognito-password-auth:noDomain',
  /** A domain asks for client certificates, and the API's own address does not. */
  MUTUAL_TLS_BYPASS: 'cdk-cognito-password-auth:mutualTlsBypass',
} as const;

export type Warn = (id: (typeof WARNING_IDS)[keyof typeof WARNING_IDS], message: string) => void;
