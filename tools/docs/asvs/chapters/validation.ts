import { Chapter, deviates, emulator, holds, row, section, tests } from '../finding';

export const VALIDATION: Chapter = {
  number: 2,
  title: 'Validation and Business Logic',
  rows: [
    row('2.1.1', 'document the rules of input validation', holds(
      'Type, length, pattern and limits of each member are in the HTTP API page and in the OpenAPI document, generated from the schemas that the API enforces.',
      section('docs/http-api.md', 'HTTP API'),
      tests('docs/readme', 'the route table and the HTTP API page are those of the route table'),
      tests('open-api/open-api', 'has the bodies that the gateway checks'))),
    row('2.1.2', 'document how combined data must fit', holds(
      'What each challenge wants as answers, and that one second factor at most is preferred, is documented.',
      section('docs/http-api.md', 'Answering a challenge'), section('docs/http-api.md', '`PUT /mfa`'))),
    row('2.1.3', 'document limits, per user and in total', holds(
      'Throttles of the API, and quotas of Cognito per account and per user.',
      section('docs/scaling.md', 'Throttles'), section('docs/security-model.md', 'Guessing passwords and codes'),
      tests('docs/scaling', 'the tables of docs/scaling.md are generated from the prices, the route table and the quotas'))),
    row('2.2.1', 'validate input against an expected structure', holds(
      'One schema for each body: API Gateway enforces it as a model, and the handler enforces it again.',
      tests('rest-api/rest-api', 'bodies are held against a model, and one model serves all routes with the same body'),
      tests('handlers/validate', '%s: says of a body what the gateway says'))),
    row('2.2.2', 'validate at a trusted layer', holds(
      'API Gateway and the handler validate; nothing relies on the client.',
      tests('handlers/bad-inputs', 'a body that is %s', '%s: a body without one of its members calls nothing'))),
    row('2.2.3', 'validate combinations of data', holds(
      'At most one preferred factor; the answers that a challenge wants, and no others.',
      tests('handlers/account', 'refuses the preferences %j'),
      tests('handlers/challenge', '%s is answered in the words of Cognito: %#'))),
    row('2.3.1', 'business flows in order, without skipped steps', emulator(
      'Cognito binds the session of a challenge to its user and to its challenge, and lets nobody sign in before the code of a sign-up is confirmed.',
      tests('flows/mfa-optional', 'belongs to its user', 'belongs to its challenge'),
      tests('flows/whole-life', 'nobody logs in before the code was given, once and rightly'))),
    row('2.3.2', 'enforce the documented limits', deviates(
      'The API enforces its throttles, but the app client has no secret: anyone who knows its id can call the public operations of Cognito directly, past them.',
      'Put a web ACL of AWS WAF on the user pool as well.',
      tests('rest-api/rest-api', 'the stage is throttled, and what sends mail, makes users or checks passwords more strictly'))),
    row('2.3.3', 'all of a transaction or nothing', holds(
      'A sign-up that stopped half-way is finished by repeating it, and by nobody who does not know its password.',
      tests('handlers/signup', 'the user exists although the first reply was lost', 'someone else has the address'),
      tests('faults/fault-matrix', 'the routes of %s survive every fault'))),
    row('2.3.4', 'nothing limited is given out twice', emulator(
      'Of sign-ups or resets for one address at the same time, one succeeds. Cognito decides which.',
      tests('soak/concurrency', 'of ten signups at once, each with its own password, one gets the account', 'one code resets once, however many use it at once'))),
    row('2.4.1', 'limit automation', deviates(
      'Throttles by method and stage, and on request by address, count requests to the API only. Public operations of Cognito can be called directly with the client id.',
      'Call `addWebAcl()`, and put a web ACL on the user pool as well.',
      tests('web-acl/web-acl', 'by default it limits each address and asks three groups of AWS, and lets everything else pass'))),
  ],
};
