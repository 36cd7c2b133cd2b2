import { Duration } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { withDefaults } from '../defaults';

/** What browsers are told; nothing where CORS is off. An existing API may say so for all its resources. */
export function corsOf({ defaultCorsPreflightOptions, restApi }: CognitoPasswordAuthApiProps): apigateway.CorsOptions | undefined {
  const given = defaultCorsPreflightOptions ?? restApi?.root.defaultCorsPreflightOptions;
  if (given?.allowOrigins.length === 0) return undefined;
  return withDefaults<apigateway.CorsOptions>({
    allowOrigins: apigateway.Cors.ALL_ORIGINS,
    allowHeaders: ['Authorization', 'Content-Type'],
    exposeHeaders: ['Retry-After', 'x-amzn-RequestId'],
    ...given?.disableCache ? {} : { maxAge: Duration.hours(1) },
  }, given);
}

/**
 * The CORS headers of what the gateway answers by itself. They are static, so that several origins become any: such an
 * answer holds nothing of a user's. Browsers do not take `*` for requests with credentials, so there it is the first.
 */
export function gatewayCorsHeaders(cors: apigateway.CorsOptions | undefined): Record<string, string> {
  if (!cors) return {};
  const [first, ...others] = cors.allowOrigins;
  const origin = others.length === 0 || cors.allowCredentials ? first : '*';
  return {
    'Access-Control-Allow-Origin': `'${origin}'`,
    ...origin === '*' ? {} : { Vary: "'Origin'" },
    ...cors.allowCredentials ? { 'Access-Control-Allow-Credentials': "'true'" } : {},
    ...cors.exposeHeaders?.length ? { 'Access-Control-Expose-Headers': `'${cors.exposeHeaders.join(',')}'` } : {},
  };
}
