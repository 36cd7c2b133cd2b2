import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, StackProps } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { TEMPLATES_ONLY } from './lean-synthesis';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps } from '../../src';

export interface Synthesised {
  readonly auth: CognitoPasswordAuthApi;
  readonly stack: Stack;
  readonly template: Template;
}

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, any>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** One for all stacks of a test file: they share their bundles. */
const outdir = mkdtempSync(join(tmpdir(), 'synth-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

export function newApp(context: Record<string, unknown> = {}): App {
  return new App({ ...TEMPLATES_ONLY, context: { ...TEMPLATES_ONLY.context, ...context }, outdir });
}

export function newStack(context?: Record<string, unknown>, props?: StackProps): Stack {
  return new Stack(newApp(context), 'Test', props);
}

/** A stack with one construct in it. */
export function synth(props?: CognitoPasswordAuthApiProps, stack: Stack = newStack()): Synthesised {
  const auth = new CognitoPasswordAuthApi(stack, 'Auth', props);
  return { auth, stack, template: Template.fromStack(stack) };
}

/** The resources of a type, by logical id. */
export function resources(template: Template, type: string): Record<string, Resource> {
  return template.findResources(type) as Record<string, Resource>;
}

/** The properties of the only resource of a type. */
export function only(template: Template, type: string): Record<string, any> {
  const found = Object.values(resources(template, type));
  expect(found).toHaveLength(1);
  return found[0].Properties;
}

/** `POST /user/login` and so on, with the properties of the method. */
export function methods(template: Template): Record<string, Record<string, any>> {
  const parts = resources(template, 'AWS::ApiGateway::Resource');
  const pathOf = (reference: any): string => {
    const part = parts[reference?.Ref];
    return part ? `${pathOf(part.Properties.ParentId)}/${part.Properties.PathPart}` : '';
  };
  return Object.fromEntries(Object.values(resources(template, 'AWS::ApiGateway::Method'))
    .map(({ Properties }) => [`${Properties.HttpMethod} ${pathOf(Properties.ResourceId) || '/'}`, Properties]));
}

/** The routes without preflights, in order of the alphabet. */
export function routes(template: Template): string[] {
  return Object.keys(methods(template)).filter((route) => !route.startsWith('OPTIONS')).sort();
}

/** The ids of the warnings at synthesis. */
export function warnings(stack: Stack): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.anyValue())
    .map(({ entry }) => /\[ack: (.*?)\]$/.exec(String(entry.data))?.[1] ?? String(entry.data)).sort();
}

/** The functions by the routes they serve. */
export function functions(template: Template): Record<string, Resource> {
  return Object.fromEntries(Object.values(resources(template, 'AWS::Lambda::Function'))
    .map((resource) => [resource.Properties.Description, resource]));
}

/** The functions that serve routes, by name: `signup-email-code`. */
export function functionsByName(template: Template): Record<string, Resource> {
  return Object.fromEntries(Object.entries(resources(template, 'AWS::Lambda::Function')).flatMap(([logicalId, resource]) => {
    const id = /^Auth(\w+)Function[0-9A-F]{8}$/.exec(logicalId)?.[1];
    return id ? [[id.replace(/(?!^)[A-Z]/g, '-$&').toLowerCase(), resource]] : [];
  }));
}
