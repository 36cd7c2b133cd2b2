import { unsupported } from '../errors';
import { credentialsOf } from './function-credentials';
import { RoleAuthorizer } from './role-authorizer';
import { Role } from './roles';
import { LambdaFunction } from '../functions/lambda-function';

/**
 * Lets each function act under its own role.
 *
 * @param roles - those of the template by ARN
 * @returns one line for each managed policy that is not known here
 * @throws LocalStackError where a trust policy cannot be evaluated, or a role is not in the template or not for Lambda to assume
 */
export function registerFunctionRoles(roles: ReadonlyMap<string, Role>, functions: readonly LambdaFunction[], authorizer: RoleAuthorizer): string[] {
  const notices = new Set<string>();
  for (const lambda of functions) {
    const role = roles.get(lambda.roleArn);
    if (!role) throw unsupported(lambda.logicalId, 'AWS::Lambda::Function', `runs under the role '${lambda.roleArn}', which is not in the template`);
    if (!role.trust.admits('lambda.amazonaws.com')) {
      throw unsupported(lambda.logicalId, 'AWS::Lambda::Function',
        `runs under the role '${role.logicalId}', whose trust policy does not let lambda.amazonaws.com assume it`);
    }
    // Read at the start, so that a policy that cannot be evaluated stops it.
    void role.statements;
    authorizer.register(credentialsOf(lambda.arn).accessKeyId, { lambda, role });
    for (const arn of role.unknownPolicies ?? []) {
      notices.add(`${role.logicalId} (AWS::IAM::Role) has the managed policy '${arn}', whose statements are not known here: what only it allows is denied`);
    }
  }
  return [...notices];
}
