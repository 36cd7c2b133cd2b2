import { TrustPolicy } from '../../../local/iam/trust-policy';
import { startLocalStack } from '../../../local/stack';
import { inlineFunction, role, templateAssembly } from '../support/template-assembly';

const LAMBDA = { Service: 'lambda.amazonaws.com' };
const allow = (Principal: unknown, Action: unknown = 'sts:AssumeRole') => ({ Effect: 'Allow', Principal, Action });
const deny = (Principal: unknown, Action: unknown = 'sts:AssumeRole') => ({ Effect: 'Deny', Principal, Action });
const admits = (...statements: unknown[]) => new TrustPolicy({ Statement: statements }, 'R').admits('lambda.amazonaws.com');

test.each<[string, unknown[], boolean]>([
  ['the service', [allow(LAMBDA)], true],
  ['the service among others', [allow({ Service: ['edgelambda.amazonaws.com', 'lambda.amazonaws.com'] })], true],
  ['one statement of two', [allow({ Service: 'apigateway.amazonaws.com' }), allow(LAMBDA, ['sts:TagSession', 'sts:AssumeRole'])], true],
  ['an action by wildcard', [allow(LAMBDA, 'sts:*')], true],
  ['anyone', [allow('*')], true],
  ['another service', [allow({ Service: 'apigateway.amazonaws.com' })], false],
  ['an account', [allow({ AWS: 'arn:aws:iam::123456789012:root' })], false],
  ['any account, which is no service', [allow({ AWS: '*' })], false],
  ['another action', [allow(LAMBDA, 'sts:TagSession')], false],
  ['a deny beside an allow', [allow(LAMBDA), deny('*')], false],
  ['nobody', [], false],
])('%s', (_name, statements, expected) => {
  expect(admits(...statements)).toBe(expected);
});

test.each<[unknown, string]>([
  [{ ...allow(LAMBDA), Condition: {} }, "R has a trust policy with 'Condition', which the local stack does not evaluate"],
  [{ Effect: 'Allow', NotPrincipal: LAMBDA, Action: '*' }, "R has a trust policy with 'NotPrincipal', which the local stack does not evaluate"],
  ['Allow', 'R has a trust policy with a statement that is no object'],
])('%j is refused', (statement, message) => {
  expect(() => admits(statement)).toThrow(message);
});

test('a function whose role is not for Lambda does not start', async () => {
  const foreign = { ...role(), Properties: { AssumeRolePolicyDocument: { Statement: [allow({ Service: 'apigateway.amazonaws.com' })] } } };
  await expect(startLocalStack({ assembly: templateAssembly({ Role: foreign, Greet: inlineFunction('') }) })).rejects.toThrow(
    "Greet (AWS::Lambda::Function) runs under the role 'Role', whose trust policy does not let lambda.amazonaws.com assume it");
});
