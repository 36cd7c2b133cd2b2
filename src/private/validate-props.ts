import { Construct } from 'constructs';
import { CognitoPasswordAuthApiProps } from '../cognito-password-auth-api-props';
import { validateFunctionOptions } from './functions/validate-functions';
import { validateCors } from './rest-api/validate-cors';
import { validateDomainName } from './rest-api/validate-domain-name';
import { validateExistingRestApi } from './rest-api/validate-existing-rest-api';
import { validateRestApi } from './rest-api/validate-rest-api';
import { validateRoutes } from './rest-api/validate-routes';
import { validateAttributes } from './user-pool/validate-attributes';
import { validateMfa } from './user-pool/validate-mfa';
import { validateTokens } from './user-pool/validate-tokens';
import { validateUserPool } from './user-pool/validate-user-pool';
import { validateExisting } from './validate-existing';
import { validateModes } from './validate-modes';
import { refuse } from './validation';

/** By the type, so that none can be forgotten. */
const PROPS: Record<keyof CognitoPasswordAuthApiProps, true> = {
  userPoolName: true,
  passwordPolicy: true,
  standardAttributes: true,
  customAttributes: true,
  mfa: true,
  mfaSecondFactor: true,
  totpIssuer: true,
  accountRecovery: true,
  email: true,
  lambdaTriggers: true,
  featurePlan: true,
  standardThreatProtectionMode: true,
  removalPolicy: true,
  deletionProtection: true,
  userPoolClientName: true,
  accessTokenValidity: true,
  idTokenValidity: true,
  refreshTokenValidity: true,
  refreshTokenRotationGracePeriod: true,
  enableTokenRevocation: true,
  readAttributes: true,
  writeAttributes: true,
  userPool: true,
  userPoolClient: true,
  restApi: true,
  gatewayResponses: true,
  restApiName: true,
  basePath: true,
  deployOptions: true,
  accessLog: true,
  cloudWatchRole: true,
  endpointConfiguration: true,
  policy: true,
  domainName: true,
  disableExecuteApiEndpoint: true,
  defaultCorsPreflightOptions: true,
  signUpMode: true,
  functionOptions: true,
  functions: true,
  accountRoutes: true,
  routes: true,
  primeConnections: true,
};

/**
 * Throws at the first prop of which it can tell that Cognito or API Gateway would refuse it at deploy, or that it would
 * silently have no effect.
 * A token passes where CDK takes one: nobody knows its value yet.
 */
export function validateProps(scope: Construct, props: CognitoPasswordAuthApiProps): void {
  validateSpelling(props);
  validateModes(props);
  validateExisting(scope, props);
  validateExistingRestApi(scope, props);
  validateUserPool(props);
  validateMfa(props);
  validateAttributes(props);
  validateTokens(props);
  validateRoutes(props);
  validateRestApi(props);
  validateDomainName(scope, props);
  validateCors(props);
  validateFunctionOptions(scope, props);
}

/** JavaScript lets any name through. Others than these may be a wrapper's own, but not one that differs only in capitals. */
function validateSpelling(props: CognitoPasswordAuthApiProps): void {
  for (const name of Object.keys(props)) {
    const meant = Object.keys(PROPS).find((known) => known !== name && known.toLowerCase() === name.toLowerCase());
    if (meant) refuse(`'${name}' means nothing here; write '${meant}'`);
  }
}
