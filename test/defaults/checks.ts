import { aws_cognito as cognito, aws_lambda as lambda, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps, SignUpMode, TokenUse } from '../../src';
import { newStack, only, resources } from '../support/synth';

/** Calls the construct's methods, where its props alone do not show a default. */
export type Use = (auth: CognitoPasswordAuthApi, stack: Stack) => void;

/** Fails unless the documented default, the text after `@default`, is the real one. */
export type Check = (documented: string) => void;

/** A check for each documented default of a struct or class, by the name of the member. */
export type Rows = Readonly<Record<string, Check>>;

export type Props = CognitoPasswordAuthApiProps;

export function templateOf(props: Props = {}, use?: Use): Template {
  const stack = newStack();
  use?.(new CognitoPasswordAuthApi(stack, 'Auth', props), stack);
  if (!use) new CognitoPasswordAuthApi(stack, 'Auth', props);
  return Template.fromStack(stack);
}

/** The values of the defaults that docstrings write as code. */
const VALUES: Readonly<Record<string, unknown>> = {
  'true': true,
  'false': false,
  '1': 1,
  '100': 100,
  '120': 120,
  "'user'": 'user',
  "['GET']": ['GET'],
  'Duration.seconds(3)': Duration.seconds(3),
  'Duration.minutes(1)': Duration.minutes(1),
  'Duration.minutes(5)': Duration.minutes(5),
  'Duration.hours(1)': Duration.hours(1),
  'Duration.days(30)': Duration.days(30),
  'Mfa.OFF': cognito.Mfa.OFF,
  'RemovalPolicy.RETAIN': RemovalPolicy.RETAIN,
  'Runtime.NODEJS_24_X': lambda.Runtime.NODEJS_24_X,
  'SignUpMode.AUTO_CONFIRM': SignUpMode.AUTO_CONFIRM,
  'TokenUse.ID': TokenUse.ID,
};

/**
 * The docstring gives the default as code: setting that value changes nothing, and setting `other` does.
 *
 * @param build Makes the template with the value set, or left out where it is `undefined`.
 */
export function code<T>(build: (value: T | undefined) => Template, other: T): Check {
  return (documented) => {
    expect(Object.keys(VALUES)).toContain(documented);
    const usual = build(undefined).toJSON();
    expect(build(VALUES[documented] as T).toJSON()).toEqual(usual);
    expect(build(other).toJSON()).not.toEqual(usual);
  };
}

/** The same, for a prop of the construct. */
export function codeOf<Name extends keyof Props>(name: Name, other: Props[Name]): Check {
  return code((value: Props[Name] | undefined) => templateOf({ [name]: value }), other);
}

/** The docstring describes the default. The row repeats the text, so that neither changes alone, and checks what it claims. */
export function words(expected: string, ...holds: (() => void)[]): Check {
  return (documented) => {
    expect(documented.replace(/\s+/g, ' ')).toBe(expected);
    holds.forEach((check) => check());
  };
}

let json: object | undefined;

/** The template without any props, which many checks compare with. */
function defaultTemplate(): object {
  json ??= templateOf().toJSON();
  return json;
}

/** Setting the default changes nothing, and setting another value does. */
export function same(spelledOut: Props, other: Props, base?: Props): () => void {
  return () => {
    const usual = base ? templateOf(base).toJSON() : defaultTemplate();
    expect(templateOf({ ...base, ...spelledOut }).toJSON()).toEqual(usual);
    expect(templateOf({ ...base, ...other }).toJSON()).not.toEqual(usual);
  };
}

/** The only resource of a type has a property only where a prop sets it. */
export function absent(type: string, property: string, until: Props, base: Props = {}): () => void {
  return () => {
    expect(only(templateOf(base), type)).not.toHaveProperty(property);
    expect(only(templateOf({ ...base, ...until }), type)).toHaveProperty(property);
  };
}

/** A resource of a type exists only where a prop creates it. */
export function none(type: string, until: Props): () => void {
  return () => {
    expect(resources(templateOf(), type)).toEqual({});
    expect(resources(templateOf(until), type)).not.toEqual({});
  };
}
