import { Duration, Token } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { routesOf } from '../route-choice';
import { isKnown, refuse, validateDuration, validateWholeNumber, validateWrittenOut } from '../validation';

/** As browsers write it: in lower case, and without the port that the scheme implies. A wildcard would match nothing. */
const ORIGIN = /^(?!https:.*:443$|http:.*:80$)[a-z][a-z0-9+.-]*:\/\/[^/?#,\s'"\\A-Z*@]+$/;

export function validateCors(props: CognitoPasswordAuthApiProps): void {
  const { defaultCorsPreflightOptions: cors } = props;
  if (!cors) return;
  const prop = '\'defaultCorsPreflightOptions.allowOrigins\'';
  for (const name of ['allowOrigins', 'allowHeaders', 'allowMethods', 'exposeHeaders'] as const) {
    validateWrittenOut(`defaultCorsPreflightOptions.${name}`, cors[name]);
  }
  if (cors.allowOrigins.includes('*')) {
    if (cors.allowOrigins.length > 1) refuse(`${prop} mixes '*' with others; list the origins, or '*' alone`);
    if (cors.allowCredentials) refuse(`${prop} is '*' together with 'allowCredentials', which browsers refuse; list the origins`);
  }
  for (const origin of cors.allowOrigins) {
    if (isKnown(origin) && origin !== '*' && !ORIGIN.test(origin)) {
      refuse(`${prop} has '${origin}', which no browser sends; write scheme, host and port only, such as 'https://app.example.com'`);
    }
  }
  validateExposeHeaders(cors);
  validateDuration('defaultCorsPreflightOptions.maxAge', cors.maxAge, { min: Duration.seconds(0), max: Duration.days(365), unit: 'seconds' });
  // Browsers take a preflight of any other status for a refusal.
  validateWholeNumber('defaultCorsPreflightOptions.statusCode', cors.statusCode, { min: 200, max: 299 });
  if (cors.maxAge && cors.disableCache) {
    refuse('\'defaultCorsPreflightOptions\' has both \'maxAge\' and \'disableCache\'; give one of them');
  }
  if (cors.allowOrigins.length > 0) validateReach(cors, props);
}

function validateExposeHeaders({ allowCredentials, exposeHeaders = [] }: apigateway.CorsOptions): void {
  for (const header of exposeHeaders) {
    // A name as HTTP has it, but for the quote, in which the gateway wraps its constants.
    if (isKnown(header) && !/^[A-Za-z0-9!#$%&*+.^_`|~-]+$/.test(header)) {
      refuse(`'defaultCorsPreflightOptions.exposeHeaders' has '${header}', which no header can be called; write names only`);
    }
  }
  if (allowCredentials && exposeHeaders.includes('*')) {
    refuse('\'defaultCorsPreflightOptions.exposeHeaders\' is \'*\' together with \'allowCredentials\', where browsers take it for a name; list the headers');
  }
}

/** What is given replaces the defaults as a whole, so it may forget what the construct's own routes live by. */
export function validateReach({ allowHeaders, allowMethods, allowCredentials }: apigateway.CorsOptions, props: CognitoPasswordAuthApiProps): void {
  const known = (values: string[] | undefined): values is string[] => values !== undefined && !values.some((value) => Token.isUnresolved(value));
  if (known(allowHeaders)) {
    const listed = allowHeaders.map((header) => header.toLowerCase());
    // `*` does not stand for Authorization: https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name
    const lacking = ['Authorization', 'Content-Type'].find((header) => !listed.includes(header.toLowerCase()));
    if (lacking) refuse(`'defaultCorsPreflightOptions.allowHeaders' lacks '${lacking}', which the routes need; add it`);
  }
  if (known(allowMethods) && !allowMethods.includes('ANY') && !(allowMethods.includes('*') && !allowCredentials)) {
    const lacking = routesOf(props).find(({ method }) => !allowMethods.includes(method))?.method;
    if (lacking) {
      refuse(`'defaultCorsPreflightOptions.allowMethods' lacks '${lacking}', which the routes need; add it, or leave the option out`);
    }
  }
}
