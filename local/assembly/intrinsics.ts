import { LocalStackError } from '../errors';
import { isObject, JsonObject } from './template';

/** What the references of a template stand for. */
export interface References {
  /** Value of `{ Ref: name }` for a resource, a parameter or a pseudo parameter. */
  ref(name: string): unknown;
  /** Value of `{ 'Fn::GetAtt': [logicalId, attribute] }`. */
  getAtt(logicalId: string, attribute: string): unknown;
}

/** What `{ Ref: 'AWS::NoValue' }` resolves to: the member or element that holds it disappears. */
export const NO_VALUE = Symbol('AWS::NoValue');

/** What `Fn::Sub` replaces; `${!Name}` stands for a `${Name}` that is not to be replaced. */
const PLACEHOLDER = /\$\{(!?)([^}]+)\}/g;

type Resolve = (value: unknown) => unknown;

/**
 * Resolves the intrinsic functions in a part of a template.
 *
 * @param value - any JSON value
 * @param where - logical id and type of the resource it belongs to, for messages
 * @throws LocalStackError where an intrinsic function is unknown or malformed
 */
export function resolveIntrinsics(value: unknown, references: References, where: string): unknown {
  const resolveValue: Resolve = (part) => {
    if (Array.isArray(part)) return part.map(resolveValue).filter((element) => element !== NO_VALUE);
    if (!isObject(part)) return part;
    const [key, ...others] = Object.keys(part);
    const isIntrinsic = key !== undefined && others.length === 0 && (key === 'Ref' || key === 'Condition' && typeof part[key] === 'string' || key.startsWith('Fn::'));
    return isIntrinsic ? resolveIntrinsic(key, part[key], resolveValue, references, where) : resolveMembers(part, resolveValue);
  };
  return resolveValue(value);
}

function resolveMembers(part: JsonObject, resolveValue: Resolve): JsonObject {
  const entries = Object.entries(part).map(([name, member]) => [name, resolveValue(member)] as const);
  return Object.fromEntries(entries.filter(([, member]) => member !== NO_VALUE));
}

function resolveIntrinsic(name: string, argument: unknown, resolveValue: Resolve, references: References, where: string): unknown {
  const malformed = () => new LocalStackError(`${where} holds a malformed ${name}: ${JSON.stringify(argument)}`);
  switch (name) {
    case 'Ref':
      if (typeof argument !== 'string') throw malformed();
      return references.ref(argument);
    case 'Fn::GetAtt': {
      const [logicalId, ...attribute] = typeof argument === 'string' ? argument.split('.') : (argument as unknown[] ?? []).map(resolveValue);
      if (typeof logicalId !== 'string' || attribute.length === 0) throw malformed();
      return references.getAtt(logicalId, attribute.join('.'));
    }
    case 'Fn::Join': {
      const [delimiter, values] = arrayOf(argument);
      const resolved = resolveValue(values);
      if (typeof delimiter !== 'string' || !Array.isArray(resolved)) throw malformed();
      return resolved.join(delimiter);
    }
    case 'Fn::Split': {
      const [delimiter, source] = arrayOf(argument).map(resolveValue);
      if (typeof delimiter !== 'string' || typeof source !== 'string') throw malformed();
      return source.split(delimiter);
    }
    case 'Fn::Select': {
      const [index, values] = arrayOf(argument).map(resolveValue);
      const selected: unknown = Array.isArray(values) ? values[Number(index)] : undefined;
      if (selected === undefined) throw malformed();
      return selected;
    }
    case 'Fn::Sub':
      return substitute(argument, resolveValue, references, malformed);
    case 'Fn::ImportValue':
      throw new LocalStackError(`${where} takes ${JSON.stringify(argument)} of another stack, but one stack is served; make both nested stacks of one`);
    default:
      throw new LocalStackError(`${where} uses the intrinsic function ${name}, which the local stack does not evaluate`);
  }
}

/** Puts in place of each reference in a part of a template what `references` has for it. */
export function mapReferences(value: unknown, references: References): unknown {
  if (Array.isArray(value)) return value.map((element) => mapReferences(element, references));
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  const [name, argument] = entries.length === 1 ? entries[0] : [];
  if (name === 'Ref' && typeof argument === 'string') return references.ref(argument);
  if (name === 'Fn::GetAtt') {
    const [logicalId, ...attribute] = typeof argument === 'string' ? argument.split('.') : arrayOf(argument);
    if (typeof logicalId === 'string' && attribute.length > 0) return references.getAtt(logicalId, attribute.join('.'));
  }
  if (name === 'Fn::Sub') return { 'Fn::Sub': mapSubstitution(argument, references) };
  return Object.fromEntries(entries.map(([key, member]) => [key, mapReferences(member, references)]));
}

/** Makes a variable of each name in the text, as what stands for it may be more than a name. */
function mapSubstitution(argument: unknown, references: References): unknown {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  if (typeof text !== 'string' || !isObject(variables)) return argument;
  const names = [...text.matchAll(PLACEHOLDER)].filter(([, literal]) => !literal).map(([, , name]) => name);
  const valueOf = (name: string) => Object.hasOwn(variables, name) ? mapReferences(variables[name], references) : referenceOf(name, references);
  return [text, Object.fromEntries(names.map((name) => [name, valueOf(name)]))];
}

function referenceOf(name: string, references: References): unknown {
  const [logicalId, ...attribute] = name.trim().split('.');
  return attribute.length === 0 ? references.ref(logicalId) : references.getAtt(logicalId, attribute.join('.'));
}

function arrayOf(argument: unknown): unknown[] {
  return Array.isArray(argument) ? argument : [];
}

function substitute(argument: unknown, resolveValue: Resolve, references: References, malformed: () => Error): string {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  if (typeof text !== 'string' || !isObject(variables)) throw malformed();
  return text.replace(PLACEHOLDER, (_match, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (Object.hasOwn(variables, name)) return String(resolveValue(variables[name]));
    return String(referenceOf(name, references));
  });
}
