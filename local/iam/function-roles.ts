import { StackResources } from '../assembly/stack-resources';
import { unsupported } from '../errors';
import { credentialsOf } from './function-credentials';
import { RoleAuthorizer } from './role-authorizer';
import { collectRoles } from './roles';
import { LambdaFunction } from '../functions/lambda-function';

/**
 * Lets each function act under its own role.
 *
 * @throws LocalStackError where a policy cannot be evaluated, or a role is not in the template or not for Lambda to assume
 */
export function registerFunctionRoles(resources: StackResources, functions: readonly LambdaFunction[], authorizer: RoleAuthorizer): void {
  const roles = collectRoles(resources);
  for (const lambda of functions) {
    const role = roles.get(lambda.roleArn);
    if (!role) throw unsupported(lambda.logicalId, 'AWS::Lambda::Function', `runs under the role '${lambda.roleArn}', which is not in the template`);
    if (!role.trust.admits('lambda.amazonaws.com')) {
      throw unsupported(lambda.logicalId, 'AWS::Lambda::Function',
        `runs under the role '${role.logicalId}', whose trust policy does not let lambda.amazonaws.com assume it`);
    }
    authorizer.register(credentialsOf(lambda.arn).accessKeyId, { lambda, role });
  }
}
