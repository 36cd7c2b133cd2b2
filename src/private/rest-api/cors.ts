import * as apigateway from 'aws-cdk-lib/aws-apigateway';

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
