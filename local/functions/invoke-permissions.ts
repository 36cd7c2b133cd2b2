import { StackResources } from '../assembly/stack-resources';
import { stringOf } from '../assembly/template';
import { unsupported } from '../errors';
import { wildcard } from '../iam/wildcard';

interface InvokePermission {
  readonly functionArn: string;
  readonly principal: string;
  readonly allows: (sourceArn: string) => boolean;
}

const EVALUATED = new Set(['Action', 'FunctionName', 'Principal', 'SourceAccount', 'SourceArn']);

/** Which services may invoke which functions: the `AWS::Lambda::Permission`s of a stack. */
export class InvokePermissions {
  private readonly permissions: readonly InvokePermission[];

  /** @throws LocalStackError where a permission has a member that is not evaluated */
  constructor(resources: StackResources) {
    this.permissions = resources.ofType('AWS::Lambda::Permission').flatMap(({ logicalId, type, properties }) => {
      const unknown = Object.keys(properties).find((name) => !EVALUATED.has(name));
      if (unknown) throw unsupported(logicalId, type, `has a '${unknown}', which the local stack does not evaluate`);
      if (properties.Action !== 'lambda:InvokeFunction' && properties.Action !== 'lambda:*') return [];
      if (properties.SourceAccount !== undefined && properties.SourceAccount !== resources.stack.account) return [];
      const name = stringOf(properties.FunctionName) ?? '';
      const { account, region } = resources.stack;
      return [{
        functionArn: withoutQualifier(name.startsWith('arn:') ? name : `arn:aws:lambda:${region}:${account}:function:${name}`),
        principal: stringOf(properties.Principal) ?? '',
        allows: wildcard(stringOf(properties.SourceArn) ?? '*'),
      }];
    });
  }

  /** Whether the service, acting for the source, may invoke the function. */
  allows(service: string, sourceArn: string, functionArn: string): boolean {
    const arn = withoutQualifier(functionArn);
    return this.permissions.some((permission) =>
      permission.functionArn === arn && (permission.principal === service || permission.principal === '*') && permission.allows(sourceArn));
  }
}

function withoutQualifier(functionArn: string): string {
  return functionArn.split(':').slice(0, 7).join(':');
}
