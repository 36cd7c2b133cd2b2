import { Components, Json } from './components';
import { Failures } from './failures';
import { errorsOf, Route } from '../../routes/route';

/** An operation of the construct's own. */
export function operationOf(route: Route, components: Components): Json {
  return {
    operationId: route.name,
    summary: route.summary,
    security: route.token === 'none' ? [] : [{ [components.token(route.token)]: [] }],
    ...route.body ? { requestBody: { required: true, content: { 'application/json': { schema: components.reference(route.body) } } } } : {},
    responses: { ...successesOf(route, components), ...failuresOf(route).responses(components) },
  };
}

function successesOf({ responses, summary }: Route, components: Components): Json {
  return Object.fromEntries(Object.entries(responses).map(([status, schema]) => [status, {
    description: summary,
    ...schema ? { content: { 'application/json': { schema: components.reference(schema) } } } : {},
  }]));
}

function failuresOf(route: Route): Failures {
  const failures = new Failures();
  for (const code of errorsOf(route)) failures.add(code);
  // Errors of the gateway's own, at statuses that the route's errors also have or that stand for a function that failed.
  for (const status of [403, 413, 415]) if (failures.has(status)) failures.add('invalid_request', status);
  return failures.add('internal_error', 502).add('internal_error', 504);
}
