import { Construct } from 'constructs';
import { CognitoPasswordAuthApiProps } from '../cognito-password-auth-api-props';
import { validateConfiguredFunctions, validateFunctionOptions } from './functions/validate-functions';
import { validateCors, validateCorsMethods } from './rest-api/validate-cors';
import { validateDomainName } from './rest-api/validate-domain-name';
import { validateExistingMethods, validateExistingRestApi } from './rest-api/validate-existing-rest-api';
import { validateRestApi } from './rest-api/validate-rest-api';
import { validateRoutes } from './rest-api/validate-routes';
import { Settings } from './settings';
import { validateClientAttributes, validateCustomAttributes, validateStandardAttributes } from './user-pool/validate-attributes';
import { validateExistingUserPool, validateRemovalPolicyReach, validateSignup } from './user-pool/validate-existing-user-pool';
import { validateMfa } from './user-pool/validate-mfa';
import { validateTokenLifetimes, validateTokens } from './user-pool/validate-tokens';
import { validatePasswordHistory, validateUserPool } from './user-pool/validate-user-pool';
import { validateModes } from './validate-modes';

/**
 * Throws at the first prop that Cognito or API Gateway would reject at deployment, or that would silently have no effect.
 * Tokens pass where CDK takes them, because their values are not known yet.
 */
export function validateProps(scope: Construct, props: CognitoPasswordAuthApiProps): void {
  validateModes(props);
  validateExistingUserPool(scope, props);
  validateExistingRestApi(scope, props);
  validateUserPool(props);
  validateMfa(props);
  validateCustomAttributes(props);
  validateTokens(props);
  validateRestApi(props);
  validateDomainName(scope, props);
  validateCors(props);
  validateFunctionOptions(scope, props);
}

/** Throws at the first prop that does not fit what the props mean together, such as the routes. */
export function validateSettings(props: CognitoPasswordAuthApiProps, settings: Settings): void {
  validateRemovalPolicyReach(props, settings);
  validateSignup(settings);
  validateExistingMethods(settings);
  validatePasswordHistory(props, settings);
  validateStandardAttributes(props, settings);
  validateClientAttributes(props, settings);
  validateTokenLifetimes(settings);
  validateRoutes(props, settings);
  validateCorsMethods(settings);
  validateConfiguredFunctions(props, settings);
}
