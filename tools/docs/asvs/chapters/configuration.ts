import { Chapter, deviates, holds, notApplicable, row, section, tests } from '../finding';

const COGNITO_ONLY = tests('handlers/outbound', '$name: requests go to the Cognito endpoint of the Region over TLS, whatever the request names', 'a redirect is not followed');

export const CONFIGURATION: Chapter = {
  number: 13,
  title: 'Configuration',
  rows: [
    row('13.1.1', 'document all connections', holds('In the security model.', section('docs/security-model.md', 'Connections'))),
    row('13.2.1', 'components authenticate to each other, by short-lived credentials', deviates(
      'API Gateway invokes the functions by a role, and functions sign what Cognito protects by IAM with credentials of their role. The public operations of Cognito are called without authentication of the function.',
      'Put a web ACL on the user pool.',
      tests('functions/functions', 'API Gateway may invoke these functions and no others, by one role and no permission'), tests('handlers/connection', 'signs with the credentials that Lambda gives'))),
    row('13.2.2', 'least privilege between components', holds(
      'One role for each function, with the operations that its routes call, on this one pool.',
      tests('functions/functions', '%s: exactly what the routes call, on this pool only'),
      tests('flows/route-table', '%s may call what its routes called, on this pool, and nothing else'))),
    row('13.2.3', 'no default credentials', holds('Credentials are those of the function\'s role, and no others are looked for.', tests('handlers/connection', 'without %s nothing is sent, and no other credentials are looked for'))),
    row('13.2.4', 'a list of what the application may connect to', holds('The code of the functions knows the Cognito endpoint of the Region, and nothing else.', COGNITO_ONLY)),
    row('13.2.5', 'a list of what servers may connect to', holds(
      'API Gateway may invoke the functions of the construct, and functions call the Cognito endpoint.',
      tests('functions/functions', 'API Gateway may invoke these functions and no others, by one role and no permission'), COGNITO_ONLY)),
    row(['13.3.1', '13.3.2'], 'a secrets manager, with least privilege', notApplicable('There is no backend secret: functions have the credentials of their role, and the app client has no secret.')),
    row('13.4.1', 'no metadata of source control is deployed', holds('A function is deployed as one file.', tests('project/shipped-code', 'there is a bundle for each function, of one file'))),
    row('13.4.2', 'no debug modes', holds(
      'Data traces are refused, no variable switches debugging on, and no stack trace is answered.',
      tests('construct/template-security', 'the stage is throttled, and so is every method that has settings of its own'),
      tests('functions/functions', 'each function gets what it reads, and nothing else'),
      tests('errors/modelled-errors', 'each error has the one answer that says what the caller can do, and nothing of its cause'))),
    row('13.4.3', 'no directory listings', notApplicable('No files are served.')),
    row('13.4.4', 'no TRACE', holds('The API has no TRACE method, and none that takes any method.', tests('construct/template-security', 'what a browser may send unasked changes nothing'))),
    row('13.4.5', 'documentation and monitoring are not exposed', holds(
      'The API has the routes of the table and no others; the OpenAPI document is not served.',
      tests('rest-api/rest-api', 'every row that exists in a mode is a method, and no other'))),
  ],
};

const CANARIES = tests('flows/secrets', 'into a line that the functions or the gateway print', 'into the body or a header of an error', 'into the environment of a function', 'into a template');

export const DATA_PROTECTION: Chapter = {
  number: 14,
  title: 'Data Protection',
  rows: [
    row('14.1.1', 'classify sensitive data', holds('In the security model.', section('docs/security-model.md', 'Data'))),
    row('14.1.2', 'document the protection of each class', holds(
      'Encryption, retention, logging and access.', section('docs/security-model.md', 'Data'), section('docs/security-model.md', 'Logs'))),
    row('14.2.1', 'nothing sensitive in a URL', holds(
      'No route has parameters, and handlers do not read any: tokens and codes are in headers and bodies.',
      tests('construct/template-security', 'nothing is asked for in an address, where logs and histories would keep it'),
      tests('handlers/bad-inputs', 'parameters of the address and cookies are no members of the body'))),
    row('14.2.2', 'servers do not cache sensitive data', holds(
      'The cache of API Gateway is refused.',
      tests('rest-api/validation', '\'deployOptions.cachingEnabled\' is true, which would answer one user with what another was told; leave it out'))),
    row('14.2.3', 'nothing sensitive to third parties', holds('Functions send data to Cognito and to their log, and to nobody else.', COGNITO_ONLY)),
    row('14.2.4', 'protection as documented', holds(
      'Secrets reach no log, error, variable or template; logs expire after 30 days.', CANARIES,
      tests('functions/functions', 'they share one log group, kept 30 days'))),
    row('14.3.1', 'clients clear data after a session', notApplicable('The package has no client for production.')),
    row('14.3.2', '`Cache-Control: no-store`', holds(
      'On every response.',
      tests('handlers/answers', '$name: a success has the headers of every answer', 'so has a failure'), tests('rest-api/gateway-responses', 'all of them have the security headers and CORS'))),
    row('14.3.3', 'no sensitive data in browser storage', notApplicable('The package has no client for production.')),
  ],
};
