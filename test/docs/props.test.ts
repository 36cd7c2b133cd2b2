import { readFileSync } from 'node:fs';
import { propsPage } from '../../tools/docs/props';

type Types = NonNullable<Parameters<typeof propsPage>[0]>;

/* `.jsii` is what the last compile made of src/. */
const { types } = JSON.parse(readFileSync('.jsii', 'utf8')) as { types: Types };
const PROPS = 'cdk-cognito-password-auth.CognitoPasswordAuthApiProps';

test('docs/props.md has every prop with its summary and default', () => {
  expect(readFileSync('docs/props.md', 'utf8')).toBe(propsPage());
});

test('a new prop must be put into a group', () => {
  const withProp: Types = { ...types, [PROPS]: { ...types[PROPS], properties: [{ name: 'newProp' }] } };
  expect(() => propsPage(withProp)).toThrow('newProp is in no group');
});

test('a prop that is gone must leave its group', () => {
  const withoutProps: Types = { ...types, [PROPS]: { ...types[PROPS], properties: [] } };
  expect(() => propsPage(withoutProps)).toThrow('signUpMode is no prop');
});
