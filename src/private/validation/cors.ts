import { Duration } from 'aws-cdk-lib';
import { isKnown, refuse, validateDuration, validateWrittenOut } from './refuse';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';

export function validateCors({ defaultCorsPreflightOptions: cors }: CognitoPasswordAuthApiProps): void {
  if (!cors) return;
  const prop = '\'defaultCorsPreflightOptions.allowOrigins\'';
  for (const name of ['allowOrigins', 'allowHeaders', 'allowMethods'] as const) {
    validateWrittenOut(`defaultCorsPreflightOptions.${name}`, cors[name]);
  }
  if (cors.allowOrigins.includes('*')) {
    if (cors.allowOrigins.length > 1) refuse(`${prop} mixes '*' with others; list the origins, or '*' alone`);
    if (cors.allowCredentials) refuse(`${prop} is '*' together with 'allowCredentials', which browsers refuse; list the origins`);
  }
  for (const origin of cors.allowOrigins) {
    if (isKnown(origin) && origin !== '*' && !/^[a-z][a-z0-9+.-]*:\/\/[^/?#,\s'"\\]+$/.test(origin)) {
      refuse(`${prop} has '${origin}', which no browser sends; write scheme, host and port only, such as 'https://app.example.com'`);
    }
  }
  if (cors.exposeHeaders) {
    refuse('\'defaultCorsPreflightOptions.exposeHeaders\' would reach the preflight only, where browsers do not look for it; leave it out');
  }
  validateDuration('defaultCorsPreflightOptions.maxAge', cors.maxAge, { min: Duration.seconds(0), max: Duration.days(365), unit: 'seconds' });
  if (cors.maxAge && cors.disableCache) {
    refuse('\'defaultCorsPreflightOptions\' has both \'maxAge\' and \'disableCache\'; give one of them');
  }
}
