import { aws_cognito as cognito, aws_lambda as lambda, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps, SignUpMode, TokenUse } from '../../src';
import { newStack, only, resources } from '../support/synth';

/** What is built on a construct, where its props alone do not show a default. */
export type Use = (auth: CognitoPasswordAuthApi, stack: Stack) => void;

/** Whether a documented default is the real one. It gets the words of the docstring. */
export type Check = (documented: string) => void;

/** A check for each documented default of a struct or class, by the name of its member. */
export type Rows = Readonly<Record<string, Check>>;

export type Props = CognitoPasswordAuthApiProps;

export function templateOf(props: Props = {}, use?: Use): Template {
  const stack = newStack();
  use?.(new CognitoPasswordAuthApi(stack, 'Auth', props), stack);
  if (!use) new CognitoPasswordAuthApi(stack, 'Auth', props);
  return Template.fromStack(stack);
}

/** The value of a default that is written as code. */
function valueOf(documented: string): unknown {
  const { Mfa } = cognito;
  const { Runtime } = lambda;
  const names = { Duration, Mfa, RemovalPolicy, Runtime, SignUpMode, TokenUse };
  return new Function(...Object.keys(names), `return ${documented};`)(...Object.values(names));
}

/**
 * The default is code: spelled out it changes nothing, while another value does.
 *
 * @param build The template, with the value or, where it is `undefined`, without.
 */
export function code<T>(build: (value: T | undefined) => Template, other: T): Check {
  return (documented) => {
    const usual = build(undefined).toJSON();
    expect(build(valueOf(documented) as T).toJSON()).toEqual(usual);
    expect(build(other).toJSON()).not.toEqual(usual);
  };
}

/** The same for a prop of the construct. */
export function codeOf<Name extends keyof Props>(name: Name, other: Props[Name]): Check {
  return code((value: Props[Name] | undefined) => templateOf({ [name]: value }), other);
}

/** The default is words. They stand in the row, so that they cannot change without it. */
export function words(expected: string, ...holds: (() => void)[]): Check {
  return (documented) => {
    expect(documented.replace(/\s+/g, ' ')).toBe(expected);
    holds.forEach((check) => check());
  };
}

/** Spelled out, the default changes nothing, while another value does. */
export function same(spelledOut: Props, other: Props, base: Props = {}): () => void {
  return () => {
    const usual = templateOf(base).toJSON();
    expect(templateOf({ ...base, ...spelledOut }).toJSON()).toEqual(usual);
    expect(templateOf({ ...base, ...other }).toJSON()).not.toEqual(usual);
  };
}

/** The only resource of a type lacks a property, until a prop sets it. */
export function absent(type: string, property: string, until: Props, base: Props = {}): () => void {
  return () => {
    expect(only(templateOf(base), type)).not.toHaveProperty(property);
    expect(only(templateOf({ ...base, ...until }), type)).toHaveProperty(property);
  };
}

/** There is no resource of a type, until a prop makes one. */
export function none(type: string, until: Props): () => void {
  return () => {
    expect(resources(templateOf(), type)).toEqual({});
    expect(resources(templateOf(until), type)).not.toEqual({});
  };
}
