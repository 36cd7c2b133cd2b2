import { Authorizer, CognitoError } from '../cognito';
import { evaluatePolicies } from './policy-document';
import { Role } from './roles';

/** A function and the role under which it runs. */
export interface Principal {
  readonly lambda: { readonly name: string; readonly logicalId: string };
  readonly role: Role;
}

/** Refuses every action that the role of the calling function does not allow, as IAM does. */
export class RoleAuthorizer implements Authorizer {
  private readonly principals = new Map<string, Principal>();

  constructor(private readonly account: string) {}

  /** Makes calls with this access key id act under the function's role. */
  register(accessKeyId: string, principal: Principal): void {
    this.principals.set(accessKeyId, principal);
  }

  /** The function that owns the access key id. */
  principalOf(accessKeyId: string | undefined): Principal | undefined {
    return accessKeyId === undefined ? undefined : this.principals.get(accessKeyId);
  }

  /**
   * @param action - such as `cognito-idp:AdminGetUser`
   * @throws CognitoError named `AccessDeniedException` where the policies do not allow it, or
   * `UnrecognizedClientException` where nobody is known by the access key id
   */
  authorize(accessKeyId: string | undefined, action: string, resourceArn: string): void {
    if (!this.principalOf(accessKeyId)) throw new CognitoError('UnrecognizedClientException', 'The security token included in the request is invalid.');
    const refusal = this.refusalOf(accessKeyId, action, resourceArn);
    if (refusal !== undefined) throw new CognitoError('AccessDeniedException', refusal);
  }

  /** Why the owner of the access key id may not do it, in IAM's words; undefined where it may. */
  refusalOf(accessKeyId: string | undefined, action: string, resourceArn: string): string | undefined {
    const principal = this.principalOf(accessKeyId);
    const decision = evaluatePolicies(principal?.role.statements ?? [], action, resourceArn);
    if (decision === 'allowed') return undefined;
    const user = principal ? `arn:aws:sts::${this.account}:assumed-role/${principal.role.name}/${principal.lambda.name}` : 'anonymous';
    const because = decision === 'explicitly denied'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`;
    return `User: ${user} is not authorized to perform: ${action} on resource: ${resourceArn} ${because}`;
  }
}
