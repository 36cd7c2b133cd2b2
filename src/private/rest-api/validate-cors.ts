import { Duration, Token } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { Settings } from '../settings';
import { isKnown, throwInvalid, validateDuration, validateWholeNumber, validateLiteral } from '../validation';

/** As browsers write it: in lower case, and without the port that the scheme implies. A wildcard would match nothing. */
const ORIGIN = /^(?!https:.*:443$|http:.*:80$)[a-z][a-z0-9+.-]*:\/\/[^/?#,\s'"\\A-Z*@]+$/;

export function validateCors({ defaultCorsPreflightOptions: cors }: CognitoPasswordAuthApiProps): void {
  if (!cors) return;
  const prop = '\'defaultCorsPreflightOptions.allowOrigins\'';
  for (const name of ['allowOrigins', 'allowHeaders', 'allowMethods', 'exposeHeaders'] as const) {
    validateLiteral(`defaultCorsPreflightOptions.${name}`, cors[name]);
  }
  if (cors.allowOrigins.includes('*')) {
    if (cors.allowOrigins.length > 1) throwInvalid(`${prop} mixes '*' with others; list the origins, or '*' alone`);
    if (cors.allowCredentials) throwInvalid(`${prop} is '*' together with 'allowCredentials', which browsers refuse; list the origins`);
  }
  for (const origin of cors.allowOrigins) {
    if (isKnown(origin) && origin !== '*' && !ORIGIN.test(origin)) {
      throwInvalid(`${prop} has '${origin}', which no browser sends; write scheme, host and port only, such as 'https://app.example.com'`);
    }
  }
  validateExposeHeaders(cors);
  validateDuration('defaultCorsPreflightOptions.maxAge', cors.maxAge, { min: Duration.seconds(0), max: Duration.days(365), unit: 'seconds' });
  // Browsers take a preflight of any other status for a refusal.
  validateWholeNumber('defaultCorsPreflightOptions.statusCode', cors.statusCode, { min: 200, max: 299 });
  if (cors.maxAge && cors.disableCache) {
    throwInvalid('\'defaultCorsPreflightOptions\' has both \'maxAge\' and \'disableCache\'; give one of them');
  }
}

function validateExposeHeaders({ allowCredentials, exposeHeaders = [] }: apigateway.CorsOptions): void {
  for (const header of exposeHeaders) {
    // A name as HTTP has it, but for the quote, in which the gateway wraps its constants.
    if (isKnown(header) && !/^[A-Za-z0-9!#$%&*+.^_`|~-]+$/.test(header)) {
      throwInvalid(`'defaultCorsPreflightOptions.exposeHeaders' has '${header}', which no header can be called; write names only`);
    }
  }
  if (allowCredentials && exposeHeaders.includes('*')) {
    throwInvalid('\'defaultCorsPreflightOptions.exposeHeaders\' is \'*\' together with \'allowCredentials\', where browsers take it for a name; list the headers');
  }
}

/** The CORS options of the app or of an existing API replace the defaults as a whole, so they may lack what the routes need. */
export function validateCorsMethods({ restApi: { cors }, routes }: Settings): void {
  if (!cors) return;
  const { allowHeaders, allowMethods, allowCredentials } = cors;
  const known = (values: string[] | undefined): values is string[] => values !== undefined && !values.some((value) => Token.isUnresolved(value));
  if (known(allowHeaders)) {
    const listed = allowHeaders.map((header) => header.toLowerCase());
    // `*` does not stand for Authorization: https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name
    const lacking = ['Authorization', 'Content-Type'].find((header) => !listed.includes(header.toLowerCase()));
    if (lacking) throwInvalid(`'defaultCorsPreflightOptions.allowHeaders' lacks '${lacking}', which the routes need; add it`);
  }
  if (known(allowMethods) && !allowMethods.includes('ANY') && !(allowMethods.includes('*') && !allowCredentials)) {
    const lacking = routes.find(({ method }) => !allowMethods.includes(method))?.method;
    if (lacking) {
      throwInvalid(`'defaultCorsPreflightOptions.allowMethods' lacks '${lacking}', which the routes need; add it, or leave the option out`);
    }
  }
}
