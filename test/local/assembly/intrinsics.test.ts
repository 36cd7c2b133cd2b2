import { NO_VALUE, References, resolveIntrinsics } from '../../../local/assembly/intrinsics';

const references: References = {
  ref: (name) => (name === 'AWS::NoValue' ? NO_VALUE : `ref-${name}`),
  getAtt: (logicalId, attribute) => `att-${logicalId}-${attribute}`,
};
const resolve = (value: unknown) => resolveIntrinsics(value, references, 'Thing (AWS::Some::Type)');

test.each<[string, unknown, unknown]>([
  ['text and numbers', { a: 'x', b: [1, true, null] }, { a: 'x', b: [1, true, null] }],
  ['Ref', { Ref: 'Pool' }, 'ref-Pool'],
  ['Fn::GetAtt with a list', { 'Fn::GetAtt': ['Pool', 'Arn'] }, 'att-Pool-Arn'],
  ['Fn::GetAtt with a text', { 'Fn::GetAtt': 'Nested.Outputs.Url' }, 'att-Nested-Outputs.Url'],
  ['Fn::Join over references', { 'Fn::Join': ['/', ['a', { Ref: 'B' }]] }, 'a/ref-B'],
  ['Fn::Join over a Split', { 'Fn::Join': ['-', { 'Fn::Split': [':', 'a:b'] }] }, 'a-b'],
  ['Fn::Select of a Split', { 'Fn::Select': [1, { 'Fn::Split': ['|', 'a|b|c'] }] }, 'b'],
  ['Fn::Select with a text index', { 'Fn::Select': ['0', ['x', 'y']] }, 'x'],
  ['Fn::Sub', { 'Fn::Sub': 'x-${AWS::Region}-${Pool.Arn}-${!Kept}' }, 'x-ref-AWS::Region-att-Pool-Arn-${Kept}'],
  ['Fn::Sub with variables', { 'Fn::Sub': ['${Name}/${B}', { Name: { Ref: 'N' } }] }, 'ref-N/ref-B'],
  ['a member that is AWS::NoValue', { a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] }, { b: [1] }],
  ['a member called Ref among others', { Ref: 'x', b: 1 }, { Ref: 'x', b: 1 }],
])('%s', (_name, value, expected) => {
  expect(resolve(value)).toEqual(expected);
});

test.each<[unknown, string]>([
  [{ 'Fn::ImportValue': 'x' }, 'Thing (AWS::Some::Type) takes "x" of another stack, but one stack is served; make both nested stacks of one'],
  [{ a: [{ 'Fn::If': ['C', 1, 2] }] }, 'Thing (AWS::Some::Type) uses the intrinsic function Fn::If, which the local stack does not evaluate'],
  [{ Condition: 'C' }, 'Thing (AWS::Some::Type) uses the intrinsic function Condition, which the local stack does not evaluate'],
  [{ 'Fn::Join': 'x' }, 'Thing (AWS::Some::Type) holds a malformed Fn::Join: "x"'],
  [{ 'Fn::Select': [5, ['a']] }, 'Thing (AWS::Some::Type) holds a malformed Fn::Select: [5,["a"]]'],
  [{ 'Fn::Sub': [1] }, 'Thing (AWS::Some::Type) holds a malformed Fn::Sub: [1]'],
  [{ 'Fn::GetAtt': ['x'] }, 'Thing (AWS::Some::Type) holds a malformed Fn::GetAtt: ["x"]'],
  [{ Ref: 1 }, 'Thing (AWS::Some::Type) holds a malformed Ref: 1'],
])('%j is refused', (value, message) => {
  expect(() => resolve(value)).toThrow(message);
});
