import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { aws_cognito as cognito } from 'aws-cdk-lib';
import { SignUpMode } from '../../src';
import { ENV } from '../../src/routes/contract';
import { FunctionName } from '../../src/routes/route';
import { ROUTES } from '../../src/routes/table';
import { functionsByName, synth } from '../support/synth';

/** Loads a bundle in a process of its own, and tells which variables of the contract it read. */
const PROBE = `
  const read = new Set();
  process.env = new Proxy({}, { get: (_, name) => { read.add(name); return name === 'PRIME' ? 'off' : 'https://value'; } });
  import(process.argv[1]).then(() => console.log(JSON.stringify([...read].filter((name) => typeof name === 'string'))));
`;

function readBy(name: FunctionName): string[] {
  const bundle = resolve('assets', name, 'index.mjs');
  const names: string[] = JSON.parse(execFileSync(process.execPath, ['--no-warnings', '-e', PROBE, bundle], { encoding: 'utf8' }));
  return names.filter((variable) => variable in ENV).sort();
}

/** Variables that a function reads with a request, and not when it starts. */
const readLater = (name: FunctionName): readonly string[] => [ENV.ALLOWED_CLIENT_IDS, ...name === 'account' ? [ENV.TOTP_ISSUER] : []];

const FUNCTIONS = [...new Set(ROUTES.map((route) => route.function))];

/** Two stacks that have every function and every variable between them. */
const stacks = [SignUpMode.AUTO_CONFIRM, SignUpMode.EMAIL_CODE].map((signUpMode) => synth({
  signUpMode,
  accountRoutes: true,
  generateSecret: true,
  mfa: cognito.Mfa.OPTIONAL,
  primeConnections: false,
  defaultCorsPreflightOptions: { allowOrigins: ['https://a.example.com'], allowCredentials: true },
}));

test.each(FUNCTIONS)('the function %s reads what it is given', (name) => {
  const found = stacks.map(({ template }) => functionsByName(template)[name]).find(Boolean)!;
  const given = Object.keys(found.Properties.Environment.Variables).filter((variable) => !readLater(name).includes(variable));
  expect(readBy(name)).toEqual(given.sort());
});
