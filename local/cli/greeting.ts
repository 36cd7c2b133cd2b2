import { ServedApi } from '../served-api';
import { LocalStack } from '../stack';

/** The lines that tell a newcomer what is served and what to type first. */
export function greeting(stack: LocalStack): string[] {
  const others = stack.apis.slice(1).map((api) => `Also ${api.name}: ${api.url}`);
  const hasUsers = [...stack.cognito.userPools.values()].some(({ users }) => [...users.all()].length > 0);
  const domains = stack.apis.flatMap(({ customDomains }) => customDomains).map(({ domainUrl, url }) => `In the place of ${domainUrl}: ${url}`);
  const examples = stack.apis.flatMap((api) => curlLines(api, hasUsers));
  return [
    `Serving ${stack.url} (also ${stack.stageUrl}), on this machine only`,
    ...others,
    ...domains,
    `A page to try it by hand: ${stack.url}/_local/playground/`,
    `Messages that Cognito would send: ${stack.url}/_local/outbox`,
    ...examples.length > 0 ? ['', ...examples, ''] : [],
    'Ctrl-C ends it.',
  ];
}

/** One line each for signing up, proving the address, logging in and the private route, where the API has them. @param hasUsers - who can log in */
function curlLines(api: ServedApi, hasUsers: boolean): string[] {
  const find = (name: string, authorized: boolean) => api.routes.find((route) =>
    route.path.split('/').at(-1) === name && route.httpMethod === 'POST' && route.authorized === authorized);
  const credentials = '{"email":"jane@example.com","password":"Correct-Horse-7"}';
  const post = (path: string) => `curl -X POST ${api.url}${path}`;
  const body = `-H 'Content-Type: application/json' -d '${credentials}'`;
  const closed = hasUsers ? 'one of the users who are here' : `nobody can sign up here: start with --seed FILE, and in it {"users":[${credentials}]}`;
  const [signup, confirm, login, secured] = [find('signup', false), find('confirm', false), find('login', false), find('private', true)];
  return [
    ...signup ? [`${post(signup.path)} ${body}`] : [],
    ...confirm ? [`${post(confirm.path)} -H 'Content-Type: application/json' -d '{"email":"jane@example.com","code":"'$CODE'"}'  # the code of the message`] : [],
    ...login ? [`${post(login.path)} ${body}${signup ? '' : `  # ${closed}`}`] : [],
    ...secured ? [`${post(secured.path)} -H "Authorization: $TOKEN"  # the token of the answer above`] : [],
  ];
}
