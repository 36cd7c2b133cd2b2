import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Mfa } from 'aws-cdk-lib/aws-cognito';
import { expectedAnswer } from './expected-answers';
import { ScriptedCognito, WireAnswer } from './scripted-cognito';
import { CognitoPasswordAuthApiProps, SignUpMode } from '../../src';
import { Operation } from '../../src/routes/route';
import { isFunction, unthrottled, userPoolClientIdOf } from '../faults/faulty-stack';
import { newEmail, PASSWORD } from '../flows/accounts';
import { Answer, serve, ServedConstruct } from '../flows/stack';
import { Scenario, SCENARIOS } from '../handlers/support/scenarios';

/*
 * The shipped bundles against every error that Cognito's model documents for what they call, as it comes over the wire:
 * the handlers' own tests hold the modules to errors that the SDK has made already.
 */

const COMMANDS = join(require.resolve('@aws-sdk/client-cognito-identity-provider/package.json'), '..', 'dist-types', 'commands');

/** The exceptions that the SDK's model lists for an operation. */
function exceptionsOf(operation: Operation): string[] {
  const declared = readFileSync(join(COMMANDS, `${operation}Command.d.ts`), 'utf8');
  return [...declared.matchAll(/@throws \{@link (\w+)\}/g)].map(([, name]) => name).filter((name) => name !== 'CognitoIdentityProviderServiceException');
}

const CELLS = SCENARIOS.flatMap((scenario) => Object.keys(scenario.replies).map((operation) => ({ scenario, operation: operation as Operation })));
const FUNCTIONS = [...new Set(SCENARIOS.map(({ route }) => route.function))];
const MESSAGE = 'leaked: arn:aws:iam::123456789012:role/secret is not authorized at Object.<anonymous> (/var/task/index.mjs:1:1)';

const INSTANCES: CognitoPasswordAuthApiProps[] = [
  { accountRoutes: true, mfa: Mfa.OPTIONAL, standardAttributes: { fullname: { mutable: true } } },
  { signUpMode: SignUpMode.EMAIL_CODE },
];

jest.setTimeout(300_000);
/** Each stack with a Cognito for each function, so that functions can be tested side by side. */
const served: { readonly stack: ServedConstruct; readonly cognitos: ReadonlyMap<string, ScriptedCognito> }[] = [];
let accessToken: string;
let tried = 0;

beforeAll(async () => {
  for (const props of INSTANCES) {
    const free = await Promise.all(Array.from({ length: 10 }, async () => new ScriptedCognito().start()));
    const cognitos = new Map<string, ScriptedCognito>();
    const stack = await serve({ ...props, ...unthrottled(props) }, undefined, {
      cognitoEndpointOf: (logicalId) => {
        const cognito = free.pop()!;
        cognitos.set(logicalId, cognito);
        return cognito.url;
      },
    });
    served.push({ stack, cognitos });
    for (const unused of free) await unused.close();
  }
  accessToken = await accessTokenOf(served[0].stack);
});

afterAll(async () => {
  for (const { stack, cognitos } of served) {
    await stack.close();
    for (const cognito of cognitos.values()) await cognito.close();
  }
  process.stdout.write(`errors: ${tried} cases tried (${CELLS.length} calls of routes, every exception of the SDK's model for each)\n`);
});

/** A real token, past the functions that no Cognito answers. */
async function accessTokenOf(stack: ServedConstruct): Promise<string> {
  const email = newEmail('errors');
  await stack.administer('AdminCreateUser', { Username: email, MessageAction: 'SUPPRESS', UserAttributes: [{ Name: 'email', Value: email }] });
  await stack.administer('AdminSetUserPassword', { Username: email, Password: PASSWORD, Permanent: true });
  const AuthParameters = { USERNAME: email, PASSWORD };
  const { AuthenticationResult } = await stack.administer('AdminInitiateAuth', { ClientId: userPoolClientIdOf(stack), AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters });
  return AuthenticationResult.AccessToken;
}

function wire(reply: unknown): WireAnswer {
  if (reply instanceof Error) return { status: 400, body: { __type: reply.name, message: MESSAGE } };
  // Dates travel as seconds.
  const seconds = Object.entries(reply as object).map(([name, value]) => [name, value instanceof Date ? value.getTime() / 1000 : value]);
  return { status: 200, body: Object.fromEntries(seconds) };
}

async function send({ route, body, replies }: Scenario, operation: Operation, failure: WireAnswer): Promise<Answer> {
  const { stack, cognitos } = served.find(({ stack: { routes } }) => routes.includes(route))!;
  const scripted = Object.entries(replies).map(([name, given]) => [name, name === operation ? [failure] : [given].flat().map(wire)]);
  [...cognitos].find(([logicalId]) => isFunction(logicalId, route.function))![1].script(Object.fromEntries(scripted));
  return stack.call(route.method, `/${route.path}`, { body, token: route.token === 'access' ? accessToken : undefined });
}

async function problemsWith({ scenario, operation }: typeof CELLS[number]): Promise<string[]> {
  const found: string[] = [];
  for (const exception of [...exceptionsOf(operation), 'NeverHeardOfException']) {
    const expected = exception === 'NeverHeardOfException' && operation !== 'AdminUserGlobalSignOut'
      ? 'internal_error'
      : expectedAnswer(scenario.route.name, operation, exception);
    // "The user exists" is no failure of a signup: it goes on with the proof, of which the scenarios of signup tell.
    if (operation === 'AdminCreateUser' && exception === 'UsernameExistsException') continue;
    const status = exception === 'InternalErrorException' ? 500 : 400;
    const answer = await send(scenario, operation, { status, body: { __type: `com.amazonaws.cognitoidentityprovider#${exception}`, message: MESSAGE } });
    tried += 1;
    const seen = answer.status < 400 ? 'success' : answer.json.code;
    const leaks = /leaked|arn:aws|Exception|var\/task/.test(answer.text) ? ' and leaks' : '';
    if (seen !== expected || leaks) found.push(`${scenario.name}, ${operation}: ${exception} is ${seen}${leaks}, not ${expected}`);
  }
  return found;
}

test('each error has the one answer that says what the caller can do, and nothing of its cause', async () => {
  const found = await Promise.all(FUNCTIONS.map(async (name) => {
    const problems: string[] = [];
    for (const cell of CELLS.filter(({ scenario }) => scenario.route.function === name)) problems.push(...await problemsWith(cell));
    return problems;
  }));
  expect(found.flat()).toEqual([]);
});
