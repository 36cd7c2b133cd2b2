import { Chapter, holds, notApplicable, row, tests } from '../finding';

export const ENCODING: Chapter = {
  number: 1,
  title: 'Encoding and Sanitization',
  rows: [
    row('1.1.1', 'decode input once, before validation', holds(
      'A body is decoded once, strictly, from Base64 and UTF-8; the schema then checks the decoded text.',
      tests('handlers/bad-inputs', 'base64 of invalid UTF-8', 'broken base64', 'base64 without its flag'))),
    row('1.1.2', 'encode output last, where it is interpreted', holds(
      'Bodies and log lines are serialised by `JSON.stringify` as the last step.',
      tests('handlers/answers', '$name: a success has the headers of every answer', 'has one line for a request, of the fields of the contract alone'))),
    row('1.2.1', 'encode output for its context, headers included', holds(
      'Bodies are JSON. The only header that repeats input is the origin of CORS, and only one that is on the list.',
      tests('handlers/answers', 'an origin off the list (%s) is not allowed'),
      tests('fuzz/event-fuzz', '%s holds its contract'))),
    row('1.2.2', 'encode untrusted data in URLs', holds(
      'The `otpauth:` URI percent-encodes issuer and address. No other URL is built from input.',
      tests('handlers/account', 'gives a secret that an authenticator app can read'))),
    row('1.2.3', 'no injection into JavaScript or JSON', holds(
      'JSON is serialised, never concatenated. The text of your trigger is a JSON string in the body, cut at 500 characters.',
      tests('handlers/signup', 'of what a trigger says, its own text is told: %#'),
      tests('fuzz/event-fuzz', '%s holds its contract'))),
    row('1.2.4', 'no injection into database queries', notApplicable('The functions query no database. Cognito gets values as members of a request, never as text of a query.')),
    row('1.2.5', 'no injection into commands of the operating system', holds(
      'No bundle loads a module that starts programs.',
      tests('project/shipped-code', '%s loads no module of Node.js that runs programs or reads files'))),
    row(['1.2.6', '1.2.7', '1.2.8'], 'no injection into LDAP, XPath or LaTeX', notApplicable('None of them is used.')),
    row('1.2.9', 'escape text in regular expressions', holds(
      'Handlers compile patterns of the route table only. The web ACL escapes the base path in its pattern.',
      tests('web-acl/web-acl', 'each dot of the base path stands for itself, so that %s is none'))),
    row('1.3.1', 'sanitise HTML from users', notApplicable('No input is HTML, and no response is.')),
    row('1.3.2', 'no `eval` or other execution of text', holds(
      'The bundles call neither `eval` nor `Function`.',
      tests('project/shipped-code', '%s makes no code of text'))),
    row('1.3.3', 'sanitise data for dangerous contexts', holds(
      'Header values for Cognito\'s threat protection lose everything but printable ASCII. Strings with NUL or half a surrogate pair are refused.',
      tests('handlers/login', 'tells Cognito who calls, as the gateway saw it'),
      tests('handlers/validate', 'refuses %s, stricter than the gateway'))),
    row(['1.3.4', '1.3.5'], 'sanitise SVG, Markdown, CSS and the like', notApplicable('No such content is accepted.')),
    row('1.3.6', 'no server-side request forgery', holds(
      'No request decides where a function connects: it is the Cognito endpoint of the Region.',
      tests('handlers/outbound', '$name: requests go to the Cognito endpoint of the Region over TLS, whatever the request names', 'a redirect is not followed'))),
    row('1.3.7', 'no templates built from input', holds(
      'Templates of API Gateway are constants of the CloudFormation template.',
      tests('rest-api/gateway-responses', 'all of them have the security headers and CORS'),
      tests('rest-api/cors', 'several origins with credentials'))),
    row(['1.3.8', '1.3.9', '1.3.10'], 'no injection into JNDI, memcache or format strings', notApplicable('None of them is used.')),
    row('1.3.11', 'no injection into mail systems', holds(
      'An address with a line break, another control character or a second `@` is refused before Cognito sends mail to it.',
      tests('handlers/bad-inputs', 'the address %j is refused'),
      tests('fuzz/bad-requests', 'CR LF'))),
    row(['1.4.1', '1.4.2', '1.4.3'], 'memory safety, integer overflow, released memory', notApplicable('JavaScript manages memory, and no arithmetic is done on numbers from a client.')),
    row('1.5.1', 'restrict XML parsers', notApplicable('No XML is parsed.')),
    row('1.5.2', 'deserialise untrusted data safely', holds(
      '`JSON.parse`, and then a copy of the members that the schema names, into objects without a prototype.',
      tests('handlers/validate', '%s: copies what the schema names, and nothing else', 'neither takes nor inherits anything from __proto__'))),
  ],
};
