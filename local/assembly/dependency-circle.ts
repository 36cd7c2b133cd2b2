import { mapReferences } from './intrinsics';
import { listOf, Template, TemplateResource } from './template';
import { LocalStackError } from '../errors';

/**
 * Refuses a template whose resources want each other, as CloudFormation does. Nothing here would notice otherwise, where
 * one of them is a nested stack: its resources need not wait for all that it is handed.
 *
 * @param prefix - of the resources' names, for the message
 * @throws LocalStackError which names the resources of the circle
 */
export function assertNoCircle({ Resources = {} }: Template, prefix: string): void {
  const passed = new Set<string>();
  const follow = (logicalId: string, path: readonly string[]): void => {
    if (path.includes(logicalId)) {
      const circle = [...path.slice(path.indexOf(logicalId)), logicalId].map((name) => prefix + name);
      throw new LocalStackError(`resources need each other in a circle, which CloudFormation refuses: ${circle.join(' -> ')}`);
    }
    if (passed.has(logicalId)) return;
    for (const needed of neededBy(Resources[logicalId])) {
      if (Object.hasOwn(Resources, needed)) follow(needed, [...path, logicalId]);
    }
    passed.add(logicalId);
  };
  for (const logicalId of Object.keys(Resources)) follow(logicalId, []);
}

function neededBy({ Properties, DependsOn }: TemplateResource): ReadonlySet<string> {
  const found = new Set(listOf(DependsOn).map(String));
  mapReferences(Properties, { ref: (name) => found.add(name), getAtt: (logicalId) => found.add(logicalId) });
  return found;
}
