import { ENCRYPTION_OF_APIS } from '../aws-pages';
import { aws, Chapter, deviates, holds, notApplicable, row, tests } from '../finding';

export const API: Chapter = {
  number: 4,
  title: 'API and Web Service',
  rows: [
    row('4.1.1', 'a Content-Type that fits each body', holds(
      'Every response with a body has `application/json` or `application/problem+json`, which are UTF-8 by definition; a response without a body has none.',
      tests('handlers/answers', '$name: a success has the headers of every answer', 'so has a failure'),
      tests('rest-api/gateway-responses', 'all of them have the security headers and CORS'))),
    row('4.1.2', 'no redirect from HTTP to HTTPS for APIs', aws('API Gateway has HTTPS endpoints only, so there is nothing to redirect from.', ENCRYPTION_OF_APIS)),
    row('4.1.3', 'users cannot set headers that intermediaries set', holds(
      'The address of the caller is what API Gateway saw of the connection. `X-Forwarded-For` and the like are not read.',
      tests('flows/caller-address', 'an address that the caller claims to come from is not believed'))),
    row('4.2.1', 'no request smuggling', deviates(
      'Cannot be shown: API Gateway parses HTTP, and AWS does not document how it decides where a message ends.',
      'Nothing. The audit reports of AWS are in AWS Artifact.')),
    row(['4.3.1', '4.3.2'], 'GraphQL: cost limits, no introspection', notApplicable('There is no GraphQL.')),
    row(['4.4.1', '4.4.2', '4.4.3', '4.4.4'], 'WebSocket: TLS, origin, tokens', notApplicable('There is no WebSocket.')),
  ],
};

export const FILES: Chapter = {
  number: 5,
  title: 'File Handling',
  rows: [
    row(['5.1.1', '5.2.1', '5.2.2', '5.2.3', '5.3.1'], 'documented, bounded and checked uploads', notApplicable('No file is uploaded or stored.')),
    row('5.3.2', 'no file paths from users', holds(
      'No bundle loads a module that opens files.',
      tests('project/shipped-code', '%s loads no module of Node.js that runs programs or reads files'))),
    row(['5.4.1', '5.4.2', '5.4.3'], 'names and scans of files for download', notApplicable('No file is served.')),
  ],
};
