import { Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { hasSecret } from './inspect-user-pool';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { Settings } from '../settings';
import { throwInvalid } from '../validation';

type Prop = keyof CognitoPasswordAuthApiProps;

const POOL_PROPS: readonly Prop[] = [
  'userPoolName', 'passwordPolicy', 'customAttributes', 'mfaSecondFactor', 'accountRecovery', 'email', 'lambdaTriggers',
  'featurePlan', 'standardThreatProtectionMode', 'deletionProtection', 'standardAttributes',
];

const CLIENT_PROPS: readonly Prop[] = [
  'userPoolClientName', 'accessTokenValidity', 'idTokenValidity', 'refreshTokenValidity', 'refreshTokenRotationGracePeriod',
  'enableTokenRevocation', 'readAttributes', 'generateSecret',
];

/** Existing resources are used as they are, so no prop may change them. */
export function validateExistingUserPool(scope: Construct, props: CognitoPasswordAuthApiProps): void {
  if (props.userPoolClient && !props.userPool) {
    throwInvalid('\'userPoolClient\' requires \'userPool\'; pass the pool it belongs to');
  }
  if (props.userPool) {
    validateUnused(props, POOL_PROPS, 'userPool');
    validateRegion(scope, props.userPool);
    validateAccount(scope, props.userPool);
  }
  validateClientSecret(scope, props);
  if (props.userPoolClient) {
    validateUnused(props, CLIENT_PROPS, 'userPoolClient');
    validateClient(props.userPoolClient);
    validateClientsPool(props.userPoolClient, props.userPool);
  }
}

function validateUnused(props: CognitoPasswordAuthApiProps, names: readonly Prop[], existing: 'userPool' | 'userPoolClient'): void {
  const used = names.find((name) => props[name] !== undefined);
  if (used) throwInvalid(`'${used}' has no effect on an existing '${existing}'; set it there, or leave '${existing}' out`);
}

/** With an existing pool, only log groups that the construct creates are kept or removed. */
export function validateRemovalPolicyReach(props: CognitoPasswordAuthApiProps, { restApi, functions, userPool }: Settings): void {
  const createsLogs = !functions.logGroup || restApi.kind === 'created' && restApi.accessLog;
  if (props.removalPolicy !== undefined && userPool.kind === 'existing' && !createsLogs) {
    throwInvalid('\'removalPolicy\' has no effect, as \'userPool\' and \'functionOptions.logGroup\' exist already; set it there');
  }
}

function validateRegion(scope: Construct, userPool: cognito.IUserPool): void {
  const { env, userPoolId } = userPool;
  // CDK takes a pool that is imported by its id for one of the stack's Region, whatever the id says.
  const region = Token.isUnresolved(userPoolId) ? env.region : /^([a-z]+(?:-[a-z]+)+-\d+)_/.exec(userPoolId)?.[1] ?? env.region;
  const own = Stack.of(scope).region;
  if (!Token.isUnresolved(region) && !Token.isUnresolved(own) && region !== own) {
    throwInvalid(`'userPool' is in ${region}, but the stack is in ${own}; pass a pool of the same Region`);
  }
}

/** Operations name a pool by its id alone, which Cognito looks for in the account of the caller. */
function validateAccount(scope: Construct, userPool: cognito.IUserPool): void {
  const { account } = userPool.env;
  const own = Stack.of(scope).account;
  if (!Token.isUnresolved(account) && !Token.isUnresolved(own) && account !== own) {
    throwInvalid(`'userPool' is of account ${account}, but the stack is of ${own}, whose functions Cognito does not let at it; pass a pool of the same account`);
  }
}

/** Looks into a pool of the same app for what would let every signup fail. */
export function validateSignup({ signUpMode, userPool, routes }: Settings): void {
  const pool = userPool.kind === 'existing' ? userPool.inspected : undefined;
  if (!pool || !routes.some(({ name }) => name === 'signup')) return;
  if (pool.emailIsAlias) {
    throwInvalid('\'userPool\' has email as an alias, so no username can be an address; pass one with \'signInAliases: { email: true }\' alone, '
      + 'or set \'signUpMode\' to ADMIN_ONLY');
  }
  if (signUpMode !== 'EMAIL_CODE') return;
  if (pool.adminCreatesUsersOnly) {
    throwInvalid('\'userPool\' lets nobody sign up, but \'signUpMode\' is EMAIL_CODE; set \'selfSignUpEnabled: true\' on it');
  }
  if (!pool.verifiesEmail) {
    throwInvalid('\'userPool\' sends no codes by email, but \'signUpMode\' is EMAIL_CODE; set \'autoVerify: { email: true }\' on it');
  }
}

/** CloudFormation would put the secret of another stack's client into that stack's outputs, in plain text. */
function validateClientSecret(scope: Construct, { userPoolClient, userPoolClientSecret }: CognitoPasswordAuthApiProps): void {
  if (!userPoolClient) {
    if (userPoolClientSecret) throwInvalid('\'userPoolClientSecret\' requires \'userPoolClient\'; pass the client it belongs to');
    return;
  }
  const client = userPoolClient.node.defaultChild;
  if (userPoolClientSecret && client instanceof cognito.CfnUserPoolClient && client.generateSecret === false) {
    throwInvalid('\'userPoolClientSecret\' has no effect, as \'userPoolClient\' has no secret; leave it out, or set \'generateSecret: true\' on that client');
  }
  if (!userPoolClientSecret && hasSecret(userPoolClient) && Stack.of(userPoolClient) !== Stack.of(scope)) {
    throwInvalid('\'userPoolClient\' has a secret and is in another stack, which would export it in plain text; '
      + 'create a Secrets Manager secret there, and pass it as \'userPoolClientSecret\'');
  }
}

/** Looks into a client of the same app; of an imported one nothing is known. */
function validateClient(userPoolClient: cognito.IUserPoolClient): void {
  const client = userPoolClient.node.defaultChild;
  if (!(client instanceof cognito.CfnUserPoolClient)) return;
  // A client that names no flow has others than this one.
  const flows = client.explicitAuthFlows ?? [];
  if (!Token.isUnresolved(flows) && !flows.includes('ALLOW_ADMIN_USER_PASSWORD_AUTH')) {
    throwInvalid('\'userPoolClient\' does not allow ALLOW_ADMIN_USER_PASSWORD_AUTH; set \'authFlows: { adminUserPassword: true }\' on it');
  }
}

/** Two ids are of different pools where both are written out, or both are references to pools of the app. */
function validateClientsPool(userPoolClient: cognito.IUserPoolClient, userPool: cognito.IUserPool | undefined): void {
  const client = userPoolClient.node.defaultChild;
  if (!(client instanceof cognito.CfnUserPoolClient) || !userPool) return;
  const [own, given] = [client.userPoolId, userPool.userPoolId].map((id) => Tokenization.reverse(id) ?? id);
  const differ = Reference.isReference(own) && Reference.isReference(given)
    ? own.target !== given.target && [own.target, given.target].every((target) => target instanceof cognito.CfnUserPool)
    : typeof own === 'string' && typeof given === 'string' && own !== given;
  if (differ) throwInvalid('\'userPoolClient\' belongs to another pool than \'userPool\'; pass the pool it belongs to');
}
