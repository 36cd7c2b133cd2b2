import { Construct } from 'constructs';
import { validateAttributes } from './attributes';
import { validateCors } from './cors';
import { validateExisting } from './existing';
import { validateFunctionOptions } from './functions';
import { validateMfa } from './mfa';
import { validateRestApi } from './rest-api';
import { validateRoutes } from './routes';
import { validateTokens } from './tokens';
import { validateUserPool } from './user-pool';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';

/**
 * Throws at the first prop that Cognito or API Gateway would refuse at deploy, or that would silently have no effect.
 * A token passes where CDK takes one: nobody knows its value yet.
 */
export function validateProps(scope: Construct, props: CognitoPasswordAuthApiProps): void {
  validateExisting(scope, props);
  validateUserPool(props);
  validateMfa(props);
  validateAttributes(props);
  validateTokens(props);
  validateRoutes(props);
  validateRestApi(props);
  validateCors(props);
  validateFunctionOptions(props);
}
