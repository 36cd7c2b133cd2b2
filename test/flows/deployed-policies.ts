import type { ServedConstruct } from './stack';
import { Route } from '../../src/routes/route';

type Template = ServedConstruct['template'];

/** Logical ids that an intrinsic function refers to. */
function referredTo(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name === 'Ref') return [inner as string];
    return name === 'Fn::GetAtt' ? [(inner as string[])[0]] : referredTo(inner);
  });
}

function pathOf(template: Template, resourceId: unknown): string {
  const resource = template.Resources[(resourceId as { Ref?: string }).Ref ?? ''];
  return resource ? `${pathOf(template, resource.Properties.ParentId)}/${resource.Properties.PathPart}` : '';
}

/** The logical id of the function that the gateway invokes for a route. */
export function functionOf(template: Template, route: Route): string {
  const method = Object.values(template.Resources).find(({ Type, Properties }) => Type === 'AWS::ApiGateway::Method'
    && Properties.HttpMethod === route.method && pathOf(template, Properties.ResourceId) === `/user/${route.path}`);
  const target = referredTo(method?.Properties.Integration.Uri).find((id) => template.Resources[id]?.Type === 'AWS::Lambda::Function');
  if (!target) throw new Error(`no function serves ${route.name}`);
  return target;
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
}

/** What the role of a function allows, everything that is attached to it included. */
export function statementsOf(template: Template, functionId: string): Statement[] {
  const [roleId] = referredTo(template.Resources[functionId].Properties.Role);
  const role = template.Resources[roleId].Properties;
  expect(role.ManagedPolicyArns ?? []).toEqual([]);
  const attached = Object.values(template.Resources)
    .filter(({ Type, Properties }) => /^AWS::IAM::(Managed)?Policy$/.test(Type) && referredTo(Properties.Roles).includes(roleId));
  const documents = [...role.Policies ?? [], ...attached.map(({ Properties }) => Properties)].map(({ PolicyDocument }) => PolicyDocument);
  return documents.flatMap(({ Statement: statements }) => statements);
}

export const actionsOf = ({ Action }: Statement): string[] => [Action].flat();
