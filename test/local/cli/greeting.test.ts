import { greeting } from '../../../local/cli/greeting';
import { LocalStack, startLocalStack } from '../../../local/stack';
import { NewUser } from '../../../local/users/user-directory';
import { synthesise } from '../support/fixture-app';
import { CognitoPasswordAuthApi, SignUpMode } from 'cdk-cognito-password-auth';

const JANE = { email: 'jane@example.com', password: 'Correct-Horse-7' };

let running: LocalStack | undefined;
afterEach(() => running?.close());

async function greetingOf(signUpMode: SignUpMode, users: NewUser[] = []) {
  const assembly = synthesise((stack) => new CognitoPasswordAuthApi(stack, 'Auth', { signUpMode }));
  running = await startLocalStack({ assembly, users });
  return greeting(running).filter((line) => line.startsWith('curl')).map((line) => line.replaceAll(running!.url, '').replaceAll(' -H \'Content-Type: application/json\'', ''));
}

const login = `curl -X POST /user/login -d '${JSON.stringify(JANE)}'`;
const secured = 'curl -X POST /user/private -H "Authorization: $TOKEN"  # the token of the answer above';

test('who signed up logs in', async () => {
  expect(await greetingOf(SignUpMode.AUTO_CONFIRM)).toEqual([`curl -X POST /user/signup -d '${JSON.stringify(JANE)}'`, login, secured]);
});

test('where nobody can sign up, it says where the user of the login comes from, and such a file makes one', async () => {
  const [line, ...rest] = await greetingOf(SignUpMode.ADMIN_ONLY);
  expect(line).toBe(`${login}  # nobody can sign up here: start with --seed FILE, and in it {"users":[${JSON.stringify(JANE)}]}`);
  expect(rest).toEqual([secured]);
});

test('where users are there already, it leaves it to them', async () => {
  const [line] = await greetingOf(SignUpMode.ADMIN_ONLY, [JANE]);
  expect(line).toBe(`${login}  # one of the users who are here`);
});
