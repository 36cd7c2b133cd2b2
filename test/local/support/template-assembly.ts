import { temporaryFolder } from './temporary-folder';

/** Resources of a template, by logical id. */
export type Resources = Record<string, { Type: string; Properties?: object; Condition?: string }>;

/** Writes a cloud assembly with one stack, `Stack`, by hand: quicker than an app, and free to hold what CDK would not write. */
export function templateAssembly(resources: Resources, sections: object = {}): string {
  return temporaryFolder({
    'manifest.json': JSON.stringify({
      version: '50.0.0',
      artifacts: {
        Stack: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://unknown-account/unknown-region',
          properties: { templateFile: 'Stack.template.json' },
          displayName: 'Stack',
        },
      },
    }),
    'Stack.template.json': JSON.stringify({ Resources: resources, ...sections }),
  });
}

/** The trust policy of a role for functions. */
export const TRUSTS_LAMBDA = { Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] };

/** A role which Lambda can take on, with inline statements. */
export function role(...statements: object[]): Resources[string] {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: TRUSTS_LAMBDA,
      ...statements.length > 0 ? { Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: statements } }] } : {},
    },
  };
}

/** A function with inline code under the role `Role`. */
export function inlineFunction(source: string, properties: object = {}): Resources[string] {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { ZipFile: source }, Handler: 'index.handler', Runtime: 'nodejs22.x', Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, ...properties,
    },
  };
}
