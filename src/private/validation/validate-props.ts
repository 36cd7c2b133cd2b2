import { Construct } from 'constructs';
import { validateAttributes } from './attributes';
import { validateCors } from './cors';
import { validateDomainName } from './domain-name';
import { validateExisting } from './existing';
import { validateExistingRestApi } from './existing-rest-api';
import { validateFunctionOptions } from './functions';
import { validateMfa } from './mfa';
import { validateModes } from './modes';
import { validateRestApi } from './rest-api';
import { validateRoutes } from './routes';
import { validateTokens } from './tokens';
import { validateUserPool } from './user-pool';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';

/**
 * Throws at the first prop of which it can tell that Cognito or API Gateway would refuse it at deploy, or that it would
 * silently have no effect.
 * A token passes where CDK takes one: nobody knows its value yet.
 */
export function validateProps(scope: Construct, props: CognitoPasswordAuthApiProps): void {
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
