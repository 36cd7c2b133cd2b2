import { parseCliArguments } from '../../../local/cli/arguments';
import { DEFAULT_QUOTAS } from '../../../local/cognito';

test.each<[string[], Record<string, string>, object]>([
  [[], {}, { folder: undefined, app: undefined, stack: undefined, port: 3000, watch: false, quotas: undefined, json: false, help: false }],
  [[], { LOCAL_APP: 'examples/a' }, { folder: 'examples/a' }],
  [['--app', 'node app.js', '--watch', '--json'], { LOCAL_APP: 'examples/a' }, { folder: undefined, app: 'node app.js', watch: true, json: true }],
  [['--seed', 'users.json', '--persist', 'state.json'], {}, { seed: 'users.json', persist: 'state.json' }],
  [['app', '--stack', 'S', '--port', '0'], {}, { folder: 'app', stack: 'S', port: 0 }],
  [['app'], { PORT: '4000' }, { port: 4000 }],
  [['app', '--port=5000'], { PORT: '4000' }, { port: 5000 }],
  [['app'], { PORT: '' }, { port: 3000 }],
  [['-h'], {}, { help: true }],
  [['--quotas'], {}, { quotas: DEFAULT_QUOTAS }],
  [['--quota', 'UserAuthentication=2', '--quota=UserRead=1'], {}, { quotas: { ...DEFAULT_QUOTAS, UserAuthentication: 2, UserRead: 1 } }],
])('%j with %j', (argv, environment, expected) => {
  expect(parseCliArguments(argv, environment)).toMatchObject(expected);
});

test.each<[string[], Record<string, string>, string]>([
  [['a', 'b'], {}, 'one folder is served, not 2: a, b'],
  [['a', '--app', 'b'], {}, '--app and a folder exclude each other: a'],
  [['--port', '70000'], {}, "--port must be a port number from 0 to 65535, got '70000'"],
  [['--port', '1e3'], {}, "--port must be a port number from 0 to 65535, got '1e3'"],
  [[], { PORT: 'http' }, "PORT must be a port number from 0 to 65535, got 'http'"],
  [['--quota', 'Logins=2'], {}, '--quota takes one of UserAuthentication, UserCreation, UserAccountRecovery, UserRead, UserUpdate, UserToken, UserResourceRead, '
    + "UserResourceUpdate, UserList, as in UserAuthentication=2, got 'Logins=2'"],
  [['--quota', 'UserRead'], {}, "--quota UserRead must be a whole number of requests a second from 1, got ''"],
  [['--quota', 'UserRead=0'], {}, "--quota UserRead must be a whole number of requests a second from 1, got '0'"],
  [['--quota', 'UserRead=1.5'], {}, "--quota UserRead must be a whole number of requests a second from 1, got '1.5'"],
  [['--app', ''], {}, '--app needs a value that is not empty'],
  [['--stack='], {}, '--stack needs a value that is not empty'],
  [['--seed', ''], {}, '--seed needs a value that is not empty'],
  [['--persist', ''], {}, '--persist needs a value that is not empty'],
  [[''], {}, 'the folder to serve is an empty word'],
  [['--prot', '1'], {}, "Unknown option '--prot'; --help shows what is understood"],
])('%j with %j is refused', (argv, environment, message) => {
  expect(() => parseCliArguments(argv, environment)).toThrow(message);
});
