import { withNestedStacks } from '../../../local/assembly/nested-stacks';
import { Template } from '../../../local/assembly/template';
import { LocalStackError } from '../../../local/errors';

/** A stack that is nested, with its template in the place of the address. */
const nested = (template: Template, parameters: object = {}, others: object = {}) =>
  ({ Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: template, Parameters: parameters }, ...others });
const flat = (template: object) => withNestedStacks(template as Template, ({ Properties }) => Properties?.TemplateURL as Template | undefined);
const resource = (value: unknown) => ({ Type: 'AWS::SSM::Parameter', Properties: { Value: value } });
const values = (template: object) =>
  Object.fromEntries(Object.entries(flat(template).Resources ?? {}).map(([logicalId, { Properties }]) => [logicalId, Properties?.Value]));
const STRING = { Type: 'String' };

test('a template without nested stacks stays as it is', () => {
  const template = { Resources: { A: resource({ 'Fn::GetAtt': ['B', 'Arn'] }), B: resource({ Ref: 'P' }) }, Parameters: { P: STRING } };
  expect(flat(template)).toEqual(template);
});

test('who waits for whom is not kept, as the names in it would be those of before', () => {
  const { Resources } = flat({ Resources: { N: nested({ Resources: { A: { ...resource(1), DependsOn: 'B' }, B: resource(1) } }) } });
  expect(Resources).toEqual({ 'N-A': resource(1), 'N-B': resource(1) });
});

test('resources of nested stacks are called by their stack, also where stacks hold the same, at every level', () => {
  const leaf = { Resources: { It: resource({ Ref: 'Other' }), Other: resource('x') } };
  expect(values({ Resources: { It: resource('root'), One: nested(leaf), Two: nested({ Resources: { Deep: nested(leaf), It: resource({ Ref: 'Deep' }) } }) } })).toEqual({
    'It': 'root',
    'One-It': { Ref: 'One-Other' },
    'One-Other': 'x',
    'Two-Deep-It': { Ref: 'Two-Deep-Other' },
    'Two-Deep-Other': 'x',
    'Two-It': { 'Fn::Sub': '${AWS::StackId}-Two-Deep' },
  });
});

test('CDK\'s name of a nested stack is cut to that of its construct, unless two would be called alike', () => {
  const id = (construct: string, hash: string) => `${construct}NestedStack${construct}NestedStackResource${hash}`;
  const leaf = { Resources: { It: resource(1) } };
  const build = (...names: string[]) => Object.keys(values({ Resources: Object.fromEntries(names.map((name) => [name, nested(leaf)])) }));
  expect(build(id('Accounts', '6E9FD579'), 'Orders')).toEqual(['Accounts-It', 'Orders-It']);
  expect(build('ShopAccountsNestedStackAccountsNestedStackResource6E9FD579')).toEqual(['ShopAccounts-It']);
  const [one, two] = [id('Accounts', '6E9FD579'), id('Accounts', '00000000')];
  expect(build(one, two)).toEqual([`${one}-It`, `${two}-It`]);
});

test('references of every kind are rewritten', () => {
  const kinds = [
    { Ref: 'B' }, { 'Fn::GetAtt': ['B', 'Arn'] }, { 'Fn::GetAtt': 'B.Arn' }, { 'Fn::Join': ['', ['x', { Ref: 'B' }]] },
    { 'Fn::Sub': '${B}/${B.Arn}/${!Kept}/${AWS::Region}' }, { 'Fn::Sub': ['${V}/${B}', { V: { Ref: 'B' } }] }, { Ref: 'AWS::Region' }, { Ref: 'AWS::StackName' },
  ];
  expect(values({ Resources: { N: nested({ Resources: { A: resource(kinds), B: resource('x') } }) } })['N-A']).toEqual([
    { Ref: 'N-B' }, { 'Fn::GetAtt': ['N-B', 'Arn'] }, { 'Fn::GetAtt': ['N-B', 'Arn'] }, { 'Fn::Join': ['', ['x', { Ref: 'N-B' }]] },
    { 'Fn::Sub': ['${B}/${B.Arn}/${!Kept}/${AWS::Region}', { 'B': { Ref: 'N-B' }, 'B.Arn': { 'Fn::GetAtt': ['N-B', 'Arn'] }, 'AWS::Region': { Ref: 'AWS::Region' } }] },
    { 'Fn::Sub': ['${V}/${B}', { V: { Ref: 'N-B' }, B: { Ref: 'N-B' } }] }, { Ref: 'AWS::Region' }, { 'Fn::Sub': '${AWS::StackName}-N' },
  ]);
});

test('parameters and outputs are replaced by what they stand for, from stack to stack', () => {
  const users = { Resources: { Pool: resource('pool') }, Outputs: { PoolId: { Value: { Ref: 'Pool' } } } };
  const deep = { Parameters: { P: STRING, Q: { Type: 'String', Default: 'q' } }, Resources: { A: resource([{ Ref: 'P' }, { 'Fn::Sub': '${P}/${Q}' }]) } };
  const orders = {
    Parameters: { Id: STRING, Root: STRING },
    Resources: { Deep: nested(deep, { P: { Ref: 'Id' } }), B: resource({ Ref: 'Root' }) },
    Outputs: { Both: { Value: { 'Fn::Join': ['', [{ Ref: 'B' }, { Ref: 'Id' }]] } } },
  };
  const made = values({
    Parameters: { Env: STRING },
    Resources: {
      // What is used before it is made.
      Use: resource({ 'Fn::GetAtt': ['Orders', 'Outputs.Both'] }),
      Orders: nested(orders, { Id: { 'Fn::GetAtt': ['Users', 'Outputs.PoolId'] }, Root: { Ref: 'Env' } }),
      Users: nested(users),
    },
  });
  expect(made).toMatchObject({
    'Use': { 'Fn::Join': ['', [{ Ref: 'Orders-B' }, { Ref: 'Users-Pool' }]] },
    'Orders-B': { Ref: 'Env' },
    'Orders-Deep-A': [{ Ref: 'Users-Pool' }, { 'Fn::Sub': ['${P}/${Q}', { P: { Ref: 'Users-Pool' }, Q: 'q' }] }],
  });
});

test.each(['CommaDelimitedList', 'List<AWS::EC2::Subnet::Id>'])('a parameter of type %s is a list', (Type) => {
  const leaf = { Parameters: { L: { Type } }, Resources: { A: resource({ Ref: 'L' }) } };
  expect(values({ Resources: { N: nested(leaf, { L: 'a,b' }) } })['N-A']).toEqual({ 'Fn::Split': [',', 'a,b'] });
  expect(values({ Resources: { N: nested(leaf, { L: ['a', 'b'] }) } })['N-A']).toEqual(['a', 'b']);
});

const LEAF = { Resources: { It: resource(1) } };
const CONDITION = { Type: 'String', Condition: 'C', Value: 'x' };

test.each<[string, object, string]>([
  ['no template', { N: { Type: 'AWS::CloudFormation::Stack', Properties: {} } }, 'N (AWS::CloudFormation::Stack) has a template that is no asset of the cloud assembly'],
  ['a condition', { N: nested(LEAF, {}, { Condition: 'C' }) },
    "N (AWS::CloudFormation::Stack) depends on the condition 'C', which the local stack does not evaluate"],
  ['an unknown property', { N: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: LEAF, Colour: 'red' } } },
    "N (AWS::CloudFormation::Stack) has the property 'Colour', which the local stack does not serve"],
  ['a transform, deep down', { N: nested({ Resources: { D: nested({ ...LEAF, Transform: 'AWS::Serverless-2016-10-31' }) } }) },
    'N-D (AWS::CloudFormation::Stack) uses the transform "AWS::Serverless-2016-10-31", which the local stack does not serve'],
  ['a parameter without a value', { N: nested({ ...LEAF, Parameters: { P: STRING } }) },
    "N (AWS::CloudFormation::Stack) gives no value for the parameter 'P' of its template"],
  ['an unknown output', { N: nested(LEAF), A: resource({ 'Fn::GetAtt': ['N', 'Outputs.X'] }) }, "N (AWS::CloudFormation::Stack) has no output 'X'"],
  ['an output with a condition', { N: nested({ ...LEAF, Outputs: { X: CONDITION } }), A: resource({ 'Fn::GetAtt': ['N', 'Outputs.X'] }) },
    "N (AWS::CloudFormation::Stack) has the output 'X' on the condition 'C', which the local stack does not evaluate"],
  ['stacks that hand each other something', {
    One: nested({ ...LEAF, Parameters: { P: STRING }, Outputs: { X: { Value: 1 } } }, { P: { 'Fn::GetAtt': ['Two', 'Outputs.X'] } }),
    Two: nested({ ...LEAF, Parameters: { P: STRING }, Outputs: { X: { Value: 1 } } }, { P: { 'Fn::GetAtt': ['One', 'Outputs.X'] } }),
  }, 'resources need each other in a circle, which CloudFormation refuses: One -> Two -> One'],
  ['a circle by DependsOn, deep down', { N: nested({ Resources: { A: { ...resource(1), DependsOn: ['B'] }, B: resource({ 'Fn::Sub': '${A.Arn}' }) } }) },
    'resources need each other in a circle, which CloudFormation refuses: N-A -> N-B -> N-A'],
])('%s is refused', (_name, Resources, message) => {
  expect(() => flat({ Resources })).toThrow(new LocalStackError(message));
});

test('a condition within a nested stack stays, to be refused where it decides something', () => {
  expect(flat({ Resources: { N: nested({ Resources: { It: { ...resource(1), Condition: 'C' } } }) } }).Resources?.['N-It'].Condition).toBe('C');
});
