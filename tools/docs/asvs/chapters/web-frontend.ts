import { Chapter, deviates, holds, notApplicable, row, tests } from '../finding';

export const WEB_FRONTEND: Chapter = {
  number: 3,
  title: 'Web Frontend Security',
  rows: [
    row('3.2.1', 'browsers do not render responses in a wrong context', holds(
      'Every body is `application/json` or `application/problem+json`, with `nosniff`.',
      tests('handlers/answers', '$name: a success has the headers of every answer', 'so has a failure'),
      tests('rest-api/gateway-responses', 'all of them have the security headers and CORS'))),
    row('3.2.2', 'show text as text', notApplicable('The package serves no page. The page of the local stack is for development.')),
    row(['3.3.1', '3.3.2', '3.3.3', '3.3.4'], 'attributes of cookies', notApplicable('No cookie is set: tokens travel in bodies and in the `Authorization` header.')),
    row('3.4.1', 'HSTS for a year, on every response', holds(
      '`max-age=31536000; includeSubDomains` on responses of the functions, errors of API Gateway and preflights.',
      tests('flows/quick-start', 'a browser may ask first, without a token'),
      tests('rest-api/gateway-responses', 'all of them have the security headers and CORS'),
      tests('rest-api/cors', 'any origin, the methods of the resource, and no credentials by default'))),
    row('3.4.2', 'CORS by a fixed value or a list; nothing sensitive with `*`', deviates(
      'By default any origin may read responses, and responses to a login hold tokens. The caller has to send the password or a token itself; no cookie goes along.',
      'Set `defaultCorsPreflightOptions.allowOrigins` to your origins: then each origin is compared with the list as a whole.',
      tests('handlers/answers', 'an origin off the list (%s) is not allowed'),
      tests('construct/template-security', 'any origin with credentials is refused'))),
    row('3.4.3', 'a Content-Security-Policy', deviates('Responses have none. They are JSON, which browsers do not render.', 'Nothing, unless your assessor wants it; a CDN in front can add the header.')),
    row('3.4.4', '`nosniff` on every response', holds(
      'On responses of the functions, errors of API Gateway and preflights.',
      tests('handlers/answers', '$name: a success has the headers of every answer'),
      tests('rest-api/gateway-responses', 'all of them have the security headers and CORS'),
      tests('rest-api/cors', 'any origin, the methods of the resource, and no credentials by default'))),
    row('3.4.5', 'a referrer policy', deviates('Responses have none. No URL of the API holds anything sensitive, and no response has links.', 'Set one on the pages of your app.')),
    row('3.4.6', '`frame-ancestors` on every response', deviates('Responses have none. They are JSON, which has nothing to click.', 'Nothing, unless your assessor wants it; a CDN in front can add the header.')),
    row('3.5.1', 'check the origin of requests without a preflight', notApplicable('The API relies on the preflight: see 3.5.2.')),
    row('3.5.2', 'no way around the preflight', holds(
      'A body without a `Content-Type`, or of another media type than JSON, gets 415. Browsers send JSON to another site only after a preflight.',
      tests('attacks/media-type', 'a visitor of another site creates no account by a body of the type %s', 'a visitor of another site guesses no password'),
      tests('fuzz/bad-requests', '%s is not taken'))),
    row('3.5.3', 'no change by GET, HEAD or OPTIONS', holds(
      'GET reads the profile; OPTIONS is answered by API Gateway; everything else is POST, PUT, PATCH or DELETE.',
      tests('construct/template-security', 'what a browser may send unasked changes nothing'))),
    row('3.5.4', 'separate applications on separate hosts', notApplicable('Where your app is hosted is yours to decide. The API has a host of its own by default.')),
    row('3.5.5', 'check messages of `postMessage`', notApplicable('The package serves no page.')),
    row(['3.7.1', '3.7.2'], 'supported client technologies; redirects by a list', notApplicable('The package serves no page and answers no redirect.')),
  ],
};
