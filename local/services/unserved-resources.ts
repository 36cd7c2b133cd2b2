import { endpointVariableOf, serviceOfType } from './aws-services';
import { isNotRun } from '../assembly/resource-types';
import { StackResources } from '../assembly/stack-resources';

/** A resource of the template that is accepted and not run. */
export interface UnservedResource {
  readonly logicalId: string;
  readonly type: string;
  /** What functions know it by: its name, ARN or URL. */
  readonly ref: string;
}

/** More resources of one service than this are counted instead of listed. */
const LISTED = 3;

/** The resources of a stack that are not run. @param isServed - whether something else serves the type after all */
export function unservedResources(resources: StackResources, isServed: (type: string) => boolean): UnservedResource[] {
  return Object.entries(resources.stack.template.Resources ?? {})
    .filter(([, { Type }]) => isNotRun(Type) && !isServed(Type))
    .map(([logicalId, { Type }]) => ({ logicalId, type: Type, ref: String(resources.ref(logicalId)) }));
}

/** The notice of the start: what is not run, by service, and how to serve it. Undefined where everything is run. */
export function noticeOf(unserved: readonly UnservedResource[]): string | undefined {
  if (unserved.length === 0) return undefined;
  const byService = new Map<string, UnservedResource[]>();
  for (const resource of unserved) {
    const service = resource.type.split('::').slice(0, 2).join('::').replace(/^(Custom|AWS::CloudFormation)::?.*$/, 'Custom resources');
    byService.set(service, [...byService.get(service) ?? [], resource]);
  }
  const groups = [...byService].map(([service, members]) => {
    const names = members.map(({ logicalId, type }) => `${logicalId} (${type})`);
    return members.length > LISTED ? `${members.length} of ${service}` : names.join(', ');
  });
  return `not run here, so their names and ARNs are placeholders: ${groups.join(', ')}; a function that calls such a service gets an error, `
    + `unless ${variablesOf(unserved)} names an endpoint`;
}

function variablesOf(unserved: readonly UnservedResource[]): string {
  const variables = new Set(unserved.filter(({ type }) => type.startsWith('AWS::') && !type.startsWith('AWS::CloudFormation::'))
    .map(({ type }) => endpointVariableOf(serviceOfType(type))));
  return variables.size === 1 ? [...variables][0] : 'AWS_ENDPOINT_URL_<SERVICE>';
}
