import type { StackResources } from '../../assembly/stack-resources';
import type { JsonObject } from '../../assembly/template';
import type { Role } from '../../iam/roles';

/** What the REST APIs of a stack refer to. */
export interface LoadContext {
  readonly resources: StackResources;
  /** ARNs of the user pools in the template. */
  readonly userPoolArns: ReadonlySet<string>;
  /** Roles of the template by ARN. */
  readonly roles: ReadonlyMap<string, Role>;
}

/** What the methods of one API refer to. */
export interface MethodContext extends LoadContext {
  /** JSON schemas by model name. */
  readonly models: ReadonlyMap<string, JsonObject>;
}
