import { StackResources } from '../assembly/stack-resources';
import { stringOf } from '../assembly/template';
import { unsupported } from '../errors';
import { ServiceRole } from '../iam/service-role';
import { wildcard } from '../iam/wildcard';

/** An invocation of a function by a service of AWS. */
export interface Invocation {
  /** Such as `apigateway.amazonaws.com`. */
  readonly service: string;
  /** What the service acts for. */
  readonly sourceArn: string;
  readonly functionArn: string;
  /** The role that the service assumes for it. */
  readonly role?: ServiceRole;
}

interface InvokePermission {
  readonly functionArn: string;
  readonly principal: string;
  readonly allows: (sourceArn: string) => boolean;
}

const EVALUATED = new Set(['Action', 'FunctionName', 'Principal', 'SourceAccount', 'SourceArn']);

/** Which services may invoke which functions: by the `AWS::Lambda::Permission`s of a stack, or by a role. */
export class InvokePermissions {
  private readonly permissions: readonly InvokePermission[];

  /** @throws LocalStackError where a permission has a member that is not evaluated */
  constructor(resources: StackResources) {
    this.permissions = resources.ofType('AWS::Lambda::Permission').flatMap(({ logicalId, type, properties }) => {
      // A permission for function URLs permits nothing else, and no function URL is served.
      if (properties.Action === 'lambda:InvokeFunctionUrl' || properties.InvokedViaFunctionUrl === true) return [];
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

  /** Why the service may not invoke the function; undefined where it may. */
  refusalOf(invocation: Invocation): string | undefined {
    const { sourceArn, functionArn, role } = invocation;
    if (!role) return this.permits(invocation) ? undefined : `no AWS::Lambda::Permission lets ${sourceArn} invoke ${functionArn}`;
    // It is then the role that invokes, which a permission for the service does not name.
    const reason = role.refusalOf('lambda:InvokeFunction', functionArn);
    return reason && `the role '${role.logicalId}' does not let ${sourceArn} invoke ${functionArn}: ${reason}`;
  }

  private permits({ service, sourceArn, functionArn }: Invocation): boolean {
    const arn = withoutQualifier(functionArn);
    return this.permissions.some((permission) =>
      permission.functionArn === arn && (permission.principal === service || permission.principal === '*') && permission.allows(sourceArn));
  }
}

function withoutQualifier(functionArn: string): string {
  return functionArn.split(':').slice(0, 7).join(':');
}
