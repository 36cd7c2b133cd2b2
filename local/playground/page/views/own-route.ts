import type { PlaygroundRoute } from '../../playground-info';
import { pathParameters } from '../flows';
import { Field, form, select } from '../form';
import { Playground } from '../playground';
import { asTokenChoice, tokenChoice } from './token-choice';
import { View } from './view';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'];
const WITHOUT_BODY = ['GET', 'HEAD'];

/** A request form for a route that no view has a form for. */
export function ownRouteView(playground: Playground, route: PlaygroundRoute): View {
  return {
    id: `route-${route.method}${route.path}`,
    title: `${route.method} ${route.path}`,
    group: 'Other routes',
    summary: 'A route without a form of its own.',
    routes: [route],
    render: () => {
      const parameters = pathParameters(route.path);
      const fields: Field[] = [
        ...parameters.map((name) => ({ name: `path-${name}`, label: `Path: ${name}` })),
        { name: 'query', label: 'Query', hint: 'For example limit=10&sort=date' },
        ...WITHOUT_BODY.includes(route.method) ? [] : [{ name: 'body', label: 'Body (JSON)', type: 'textarea' as const }],
      ];
      const element = form({
        fields,
        extra: [route.method === 'ANY' && select('method', 'Method', METHODS.map((value) => ({ value, label: value }))), tokenChoice(playground, route.token)],
        submit: 'Send',
        onSubmit: async (values) => {
          const method = values.method ?? route.method;
          await playground.send(route, {
            method,
            pathParameters: Object.fromEntries(parameters.map((name) => [name, values[`path-${name}`]])),
            query: values.query.replace(/^\?/, ''),
            token: asTokenChoice(values.token),
            body: values.body && !WITHOUT_BODY.includes(method) ? values.body : undefined,
          });
        },
      });
      return [element];
    },
  };
}
