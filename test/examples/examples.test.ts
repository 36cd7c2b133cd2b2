import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { aws_cognito as cognito } from 'aws-cdk-lib';
import { synthExample } from './synth-example';
import { CognitoPasswordAuthApiProps, SignUpMode } from '../../src';
import { only, routes, synth } from '../support/synth';

/** The examples in TypeScript; those in other languages are built from the packed library, by `npx projen test:languages`. */
const folders = readdirSync('examples').filter((name) => existsSync(`examples/${name}/app.ts`));

/** Props that give every route of a mode. */
const EVERY_ROUTE: CognitoPasswordAuthApiProps = { signUpMode: SignUpMode.EMAIL_CODE, accountRoutes: true };

test('an example knows the package by its name and nothing else of the repository', () => {
  expect(folders.length).toBeGreaterThanOrEqual(4);
  for (const folder of folders) {
    const imports = [...readFileSync(`examples/${folder}/app.ts`, 'utf8').matchAll(/from '(.*?)'/g)].map(([, from]) => from);
    expect(imports).toContain('cdk-cognito-password-auth');
    for (const from of imports) expect(from).not.toMatch(/^\./);
  }
});

test('docs/recipes.md names each', () => {
  const named = [...readFileSync('docs/recipes.md', 'utf8').matchAll(/^\| \[([\w-]+)\]\(\.\.\/examples\/\1\/app\.ts\) \|/gm)].map(([, name]) => name);
  expect(named.sort()).toEqual([...folders].sort());
});

test('quick-start is the default', () => {
  expect(routes(synthExample('quick-start', 'QuickStart'))).toEqual(routes(synth().template));
});

test('email-code has every route of its mode', () => {
  const template = synthExample('email-code', 'EmailCode');
  expect(routes(template)).toEqual(routes(synth(EVERY_ROUTE).template));
  expect(only(template, 'AWS::Cognito::UserPool').AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(false);
});

test('mfa has every route there is, and rotating refresh tokens', () => {
  const template = synthExample('mfa', 'Mfa');
  expect(routes(template)).toEqual(routes(synth({ ...EVERY_ROUTE, mfa: cognito.Mfa.OPTIONAL }).template));
  expect(only(template, 'AWS::Cognito::UserPool')).toMatchObject({ MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] });
  expect(only(template, 'AWS::Cognito::UserPoolClient').RefreshTokenRotation).toEqual({ Feature: 'ENABLED', RetryGracePeriodSeconds: 10 });
});

test('observability has alarms that notify, a dashboard, and metrics of the log', () => {
  const template = synthExample('observability', 'Observability');
  expect(routes(template)).toEqual(routes(synth().template));
  template.resourceCountIs('AWS::CloudWatch::Alarm', 7);
  template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
  template.resourceCountIs('AWS::Logs::MetricFilter', 7);
});
