import type { ResolvedResource } from '../../assembly/template';
import { notInTemplate, unsupported } from '../../errors';
import type { Role } from '../../iam/roles';
import { ServiceRole } from '../../iam/service-role';

/** API Gateway then invokes the function with the credentials of the caller. */
const CALLER_CREDENTIALS = 'arn:aws:iam::*:user/*';

/**
 * Reads the role that API Gateway assumes to invoke the function of a method or an authorizer.
 *
 * @param roles - roles of the template by ARN
 * @returns undefined without credentials: the function's permissions then decide
 * @throws LocalStackError where the role is not in the template, or its trust policy cannot be evaluated
 */
export function readCredentials(
  { logicalId, type }: ResolvedResource, credentials: unknown, roles: ReadonlyMap<string, Role>,
): ServiceRole | undefined {
  if (credentials === undefined) return undefined;
  if (credentials === CALLER_CREDENTIALS) throw unsupported(logicalId, type, 'invokes its function with the credentials of the caller, which the local stack does not support');
  const role = roles.get(String(credentials));
  if (!role) throw notInTemplate(logicalId, type, `invokes its function under the role '${String(credentials)}'`);
  return new ServiceRole(role, 'apigateway.amazonaws.com');
}
