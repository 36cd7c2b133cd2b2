import { parseCliArguments } from '../../../local/cli/arguments';

test.each<[string[], Record<string, string>, object]>([
  [[], {}, { folder: 'cdk.out', stack: undefined, port: 3000, help: false }],
  [['app', '--stack', 'S', '--port', '0'], {}, { folder: 'app', stack: 'S', port: 0 }],
  [['app'], { PORT: '4000' }, { port: 4000 }],
  [['app', '--port=5000'], { PORT: '4000' }, { port: 5000 }],
  [['app'], { PORT: '' }, { port: 3000 }],
  [['-h'], {}, { help: true }],
])('%j with %j', (argv, environment, expected) => {
  expect(parseCliArguments(argv, environment)).toMatchObject(expected);
});

test.each<[string[], Record<string, string>, string]>([
  [['a', 'b'], {}, 'one folder is served, not 2: a, b'],
  [['--port', '70000'], {}, "--port must be a port number from 0 to 65535, got '70000'"],
  [['--port', '1e3'], {}, "--port must be a port number from 0 to 65535, got '1e3'"],
  [[], { PORT: 'http' }, "PORT must be a port number from 0 to 65535, got 'http'"],
  [['--prot', '1'], {}, "Unknown option '--prot'; --help shows what is understood"],
])('%j with %j is refused', (argv, environment, message) => {
  expect(() => parseCliArguments(argv, environment)).toThrow(message);
});
