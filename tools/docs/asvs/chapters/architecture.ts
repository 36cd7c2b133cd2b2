import { Chapter, deviates, holds, row, section, tests } from '../finding';

export const ARCHITECTURE: Chapter = {
  number: 15,
  title: 'Secure Coding and Architecture',
  rows: [
    row('15.1.1', 'document time frames for updates', deviates('No time frame is promised for updates of dependencies.', 'Watch the releases of this package, and update it as your own rules say.')),
    row('15.1.2', 'an inventory of third-party code', holds(
      'Each release has a software bill of materials of what is bundled, with origin and hash.',
      tests('project/third-party-code', 'the bill of materials lists what is bundled, with its origin, hash and licence, and no tool of the build'), section('docs/releasing.md', 'Licences and bill of materials'))),
    row('15.1.3', 'document what is expensive, and what keeps it available', holds('In the security model.', section('docs/security-model.md', 'Expensive requests'), section('docs/scaling.md', 'Throttles'))),
    row('15.2.1', 'components are within the documented time frames', deviates('There are none: see 15.1.1.', 'See 15.1.1.')),
    row('15.2.2', 'defences against expensive requests', holds(
      'Size, time and attempts of each request are bounded.',
      tests('fuzz/bad-requests', '%s is too large', '%s is invalid input, at once'), tests('handlers/connection', 'the time that is left bounds the request', 'a call without a reply ends after 3 s, is sent once more, and is an outage'))),
    row('15.2.3', 'nothing in production but what it needs', deviates(
      'Bundles hold no test code. But `POST /private`, the sample of the tutorial, is deployed by default.',
      'Set `routes: { privateRoute: false }`.',
      tests('project/shipped-code', 'there is a bundle for each function, of one file'), tests('rest-api/rest-api', 'there is an authorizer even where no route of ours wants one yet'))),
    row('15.3.1', 'return the fields that are needed', holds(
      'Responses hold the members of their schema, and the profile leaves out the marker of the sign-up.',
      tests('flows/route-table', 'answers, and calls at Cognito what its row says and nothing else'),
      tests('handlers/account', 'reads the profile, without the marker that is the signup route\'s own'))),
    row('15.3.2', 'do not follow redirects', holds('Calls of the functions follow none.', tests('handlers/outbound', 'a redirect is not followed'))),
    row('15.3.3', 'no mass assignment', holds(
      'Members that a schema does not name never reach Cognito; users write listed attributes only.',
      tests('handlers/signup', 'whatever else a client sends never reaches Cognito'), tests('handlers/account', 'refuses to write %s'))),
    row('15.3.4', 'use the true address of the caller', holds(
      'The address that API Gateway saw goes to Cognito; headers are not believed. The web ACL counts the same address.',
      tests('flows/caller-address', 'an address that the caller claims to come from is not believed'), tests('handlers/login', 'tells Cognito who calls, as the gateway saw it'))),
    row('15.3.5', 'check types strictly', holds('A member of another type is refused.', tests('handlers/bad-inputs', 'the password %j is refused', 'the address %j is refused'))),
    row('15.3.6', 'no prototype pollution', holds(
      'Bodies are copied into objects without a prototype, and `__proto__` is left out.',
      tests('handlers/validate', 'neither takes nor inherits anything from __proto__'), tests('handlers/challenge', 'the name %s has no meaning, neither as a challenge nor among its answers'))),
    row('15.3.7', 'no HTTP parameter pollution', holds(
      'Handlers read members of the body only. Of two members with one name the last counts, at the gateway as in the handler.',
      tests('handlers/bad-inputs', 'parameters of the address and cookies are no members of the body', 'the last of two equal names counts'))),
  ],
};
