import { assertNoCircle } from './dependency-circle';
import { mapReferences, References } from './intrinsics';
import { unknownPropertiesOf } from './resource-properties';
import { JsonObject, objectOf, Template, TemplateParameter, TemplateResource } from './template';
import { unsupported } from '../errors';

/** Finds the template of a nested stack; undefined where the assembly has none. */
export type TemplateOf = (resource: TemplateResource) => Template | undefined;

/** The value that the parent gives a parameter, if any. */
type Given = (parameter: string) => unknown;

const TYPE = 'AWS::CloudFormation::Stack';

/** Pseudo parameters that differ from stack to stack. */
const OF_THE_STACK = ['AWS::StackId', 'AWS::StackName'];

/**
 * Makes one template of a template and of those of its nested stacks, at every level. A resource of a nested stack is
 * called `<nested stack>-<logical id>`, which no resource of the template itself can be: a logical id has no hyphen.
 *
 * What a stack hands to another, by parameters and outputs, is replaced by what it stands for.
 *
 * @throws LocalStackError where a template is missing, or CloudFormation would refuse what its parts want of each other
 */
export function withNestedStacks(template: Template, templateOf: TemplateOf): Template {
  return { ...template, Resources: new StackScope(template, '', () => undefined, templateOf).resources() };
}

/** One of the stacks, with its names as they are in the template that is made. */
class StackScope implements References {
  private readonly nested: ReadonlyMap<string, StackScope>;

  /** @param prefix - of the names of its resources; empty for the template that is not nested */
  constructor(private readonly template: Template, private readonly prefix: string, private readonly given: Given, templateOf: TemplateOf) {
    assertNoCircle(template, prefix);
    const stacks = Object.entries(template.Resources ?? {}).filter(([, { Type }]) => Type === TYPE);
    const names = stacks.map(([logicalId]) => nameOf(logicalId));
    this.nested = new Map(stacks.map(([logicalId, resource], index) => {
      const isUnique = names.indexOf(names[index]) === names.lastIndexOf(names[index]);
      return [logicalId, this.nest(logicalId, resource, isUnique ? names[index] : logicalId, templateOf)];
    }));
  }

  resources(): Record<string, TemplateResource> {
    return Object.fromEntries(Object.entries(this.template.Resources ?? {}).flatMap(([logicalId, resource]): [string, TemplateResource][] => {
      const stack = this.nested.get(logicalId);
      if (stack) return Object.entries(stack.resources());
      // In which order they are made is settled here by who refers to whom.
      const { DependsOn: _, ...rest } = resource;
      return [[this.prefix + logicalId, { ...rest, Properties: this.translate(resource.Properties) as JsonObject | undefined }]];
    }));
  }

  ref(name: string): unknown {
    const nested = this.nested.get(name);
    if (nested) return nested.ref('AWS::StackId');
    if (this.prefix === '') return { Ref: name };
    if (OF_THE_STACK.includes(name)) return { 'Fn::Sub': `\${${name}}-${this.prefix.slice(0, -1)}` };
    if (name.startsWith('AWS::')) return { Ref: name };
    const parameter = this.template.Parameters?.[name];
    return parameter ? this.valueOf(name, parameter) : { Ref: this.prefix + name };
  }

  getAtt(logicalId: string, attribute: string): unknown {
    const nested = this.nested.get(logicalId);
    return nested ? nested.output(attribute.replace(/^Outputs\./, ''), this.prefix + logicalId) : { 'Fn::GetAtt': [this.prefix + logicalId, attribute] };
  }

  private nest(logicalId: string, resource: TemplateResource, name: string, templateOf: TemplateOf): StackScope {
    const refuse = (reason: string) => unsupported(this.prefix + logicalId, TYPE, reason);
    const { Condition, Properties = {} } = resource;
    if (Condition !== undefined) throw refuse(`depends on the condition '${Condition}', which the local stack does not evaluate`);
    const unknown = unknownPropertiesOf(TYPE, Properties);
    if (unknown) throw refuse(unknown);
    const template = templateOf(resource);
    if (!template) throw refuse('has a template that is no asset of the cloud assembly');
    if (template.Transform !== undefined) throw refuse(`uses the transform ${JSON.stringify(template.Transform)}, which the local stack does not serve`);
    const given = objectOf(Properties.Parameters);
    for (const [parameter, { Default }] of Object.entries(template.Parameters ?? {})) {
      if (given[parameter] === undefined && Default === undefined) throw refuse(`gives no value for the parameter '${parameter}' of its template`);
    }
    return new StackScope(template, `${this.prefix}${name}-`, (parameter) => this.translate(given[parameter]), templateOf);
  }

  private translate(value: unknown): unknown {
    return mapReferences(value, this);
  }

  private valueOf(name: string, { Type, Default }: TemplateParameter): unknown {
    const value = this.given(name) ?? Default;
    return /^(CommaDelimitedList|List<.*>)$/.test(Type) && !Array.isArray(value) ? { 'Fn::Split': [',', value] } : value;
  }

  private output(name: string, stack: string): unknown {
    const output = this.template.Outputs?.[name];
    if (!output) throw unsupported(stack, TYPE, `has no output '${name}'`);
    if (output.Condition !== undefined) {
      throw unsupported(stack, TYPE, `has the output '${name}' on the condition '${output.Condition}', which the local stack does not evaluate`);
    }
    return this.translate(output.Value);
  }
}

/** The construct's name where CDK made the logical id of it, as `<name>NestedStack<id>NestedStackResource<hash>`. */
function nameOf(logicalId: string): string {
  const [, name, id] = /^(.+)NestedStack(.+)NestedStackResource[0-9A-F]{8}$/.exec(logicalId) ?? [];
  return name?.endsWith(id) ? name : logicalId;
}
