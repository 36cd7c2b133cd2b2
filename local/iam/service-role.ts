import { evaluatePolicies } from './policy-document';
import { Role } from './roles';

/** A role which a service of AWS assumes to act on behalf of the stack. */
export class ServiceRole {
  readonly logicalId: string;
  private readonly isAssumable: boolean;

  /**
   * @param service - such as `apigateway.amazonaws.com`
   * @throws LocalStackError where the trust policy cannot be evaluated
   */
  constructor(private readonly role: Role, private readonly service: string) {
    this.logicalId = role.logicalId;
    // Asked at once, so that a trust policy that cannot be evaluated stops the start instead of failing requests.
    void role.statements;
    this.isAssumable = role.trust.admits(service);
  }

  /** Why the service may not do it under the role; undefined where it may. */
  refusalOf(action: string, resourceArn: string): string | undefined {
    if (!this.isAssumable) return `its trust policy does not let ${this.service} assume it`;
    switch (evaluatePolicies(this.role.statements, action, resourceArn)) {
      case 'allowed': return undefined;
      case 'explicitly denied': return `an identity-based policy explicitly denies ${action}`;
      case 'implicitly denied': return `no identity-based policy allows ${action}`;
    }
  }
}
