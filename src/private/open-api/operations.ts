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
  // API Gateway's own errors: 403 with a signature that it cannot read, 502 and 504 if a function fails.
  return failures.add('invalid_request', 403).add('internal_error', 502).add('internal_error', 504);
}
