import { ResolvedResource } from '../../assembly/template';
import { notInTemplate, unsupported } from '../../errors';
import { Role } from '../../iam/roles';
import { ServiceRole } from '../../iam/service-role';

/** What API Gateway takes for "invoke as whoever calls the method". */
const OF_THE_CALLER = 'arn:aws:iam::*:user/*';

/**
 * Reads the role by which API Gateway invokes the function of a method or an authorizer.
 *
 * @param roles - those of the template by ARN
 * @returns undefined where there are no credentials, and permissions of the function decide
 * @throws LocalStackError where there is no such role, or its trust policy cannot be evaluated
 */
export function readCredentials(
  { logicalId, type }: ResolvedResource, credentials: unknown, roles: ReadonlyMap<string, Role>,
): ServiceRole | undefined {
  if (credentials === undefined) return undefined;
  if (credentials === OF_THE_CALLER) throw unsupported(logicalId, type, 'invokes its function with the credentials of the caller, which the local stack does not know');
  const role = roles.get(String(credentials));
  if (!role) throw notInTemplate(logicalId, type, `invokes its function under the role '${String(credentials)}'`);
  return new ServiceRole(role, 'apigateway.amazonaws.com');
}
