import { Area, fillPath, findAreas, pathParameters } from '../../../local/playground/page/flows';
import { Playground } from '../../../local/playground/page/playground';
import { Observable, OutboxMessage } from '../../../local/playground/page/state';
import { buildViews } from '../../../local/playground/page/views';
import type { PlaygroundRoute } from '../../../local/playground/playground-info';
import { ROUTES } from '../../../src/routes/table';

const route = (method: string, path: string, operationName?: string, token: PlaygroundRoute['token'] = 'none'): PlaygroundRoute =>
  ({ method, path, operationName, token });
const LOGIN = route('POST', '/user/login', 'login');
const stackOf = (...routes: PlaygroundRoute[]) => ({ stackName: 'Stack', apis: [{ name: 'Api', url: 'http://127.0.0.1:3000', routes }] });

describe('the flows of an API', () => {
  test('are found by the names of operations below the base path of its login', () => {
    const [area, ...more] = findAreas(stackOf(
      LOGIN, route('POST', '/user/login/challenge', 'loginChallenge'), route('OPTIONS', '/user/login'),
      route('PUT', '/user/mfa', 'setMfa', 'access'), route('GET', '/orders/{id}', undefined, 'id'),
    ));
    expect(more).toEqual([]);
    expect(area.base).toBe('/user');
    expect(Object.keys(area.flows)).toEqual(['login', 'loginChallenge', 'setMfa']);
    expect(area.others).toEqual([route('GET', '/orders/{id}', undefined, 'id')]);
  });

  test("a developer's own route that ends like a flow elsewhere is no flow", () => {
    const [{ flows, others }] = findAreas(stackOf(LOGIN, route('GET', '/orders/me', 'readMe', 'id')));
    expect(flows.readMe).toBeUndefined();
    expect(others).toEqual([route('GET', '/orders/me', 'readMe', 'id')]);
  });

  test('another method on the path of a flow is no flow', () => {
    const [{ flows, others }] = findAreas(stackOf(LOGIN, route('GET', '/user/signup')));
    expect(flows.signup).toBeUndefined();
    expect(others).toHaveLength(1);
  });

  test('routes at the root have an empty base path', () => {
    const [area] = findAreas(stackOf(route('POST', '/login', 'login'), route('POST', '/signup', 'signup')));
    expect(area.base).toBe('');
    expect(Object.keys(area.flows)).toEqual(['login', 'signup']);
  });

  test('two sets in one API are two areas with the same other routes', () => {
    const areas = findAreas(stackOf(
      route('POST', '/staff/login', 'login'), route('GET', '/staff/me', 'readMe'), LOGIN, route('GET', '/orders'),
    ));
    expect(areas.map(({ base }) => base)).toEqual(['/staff', '/user']);
    expect(areas.map(({ flows }) => Object.keys(flows))).toEqual([['login', 'readMe'], ['login']]);
    expect(areas.map(({ others }) => others)).toEqual([[route('GET', '/orders')], [route('GET', '/orders')]]);
  });

  test('below one base path another may be', () => {
    const areas = findAreas(stackOf(route('POST', '/login', 'login'), LOGIN, route('POST', '/user/logout', 'logout')));
    expect(areas.map(({ base, flows }) => [base, Object.keys(flows)])).toEqual([['', ['login']], ['/user', ['login', 'logout']]]);
  });

  test.each([[[route('GET', '/orders')]], [[route('GET', '/auth/me'), route('POST', '/auth/private')]]])('an API without a login is an area of its routes alone', (routes) => {
    expect(findAreas(stackOf(...routes))).toEqual([expect.objectContaining({ base: '', flows: {}, others: routes })]);
  });
});

describe('the views', () => {
  const outbox = new Observable<readonly OutboxMessage[]>([]);
  const viewsIn = (area: Area) => buildViews(new Playground(area, outbox, () => undefined, () => undefined), undefined);
  const viewsOf = (routes: readonly PlaygroundRoute[]) => viewsIn(findAreas(stackOf(...routes))[0]);
  const served = ROUTES.map(({ method, path, name, token }) => route(method, `/user/${path}`, name, token));

  test('ask for no flow that is not a route of the table', () => {
    const asked = new Set<string>();
    const flows = new Proxy({}, { get: (_, name) => void asked.add(String(name)) });
    viewsIn({ ...findAreas(stackOf(...served))[0], flows });
    expect(asked.size).toBeGreaterThan(15);
    expect([...asked].filter((name) => !ROUTES.some((row) => row.name === name))).toEqual([]);
  });

  test('without a form of its own, a named route has the form of any route, as others have', () => {
    const added = [route('GET', '/user/me/devices', 'listDevices', 'access'), route('GET', '/orders')];
    const others = viewsOf([...served, ...added]).filter(({ group }) => group === 'Other routes').flatMap(({ routes }) => routes);
    expect(others).toEqual(expect.arrayContaining(added));
    expect(others.map(({ operationName }) => operationName)).not.toContain('login');
  });
});

describe('path parameters', () => {
  test('are named in braces', () => {
    expect(pathParameters('/orders/{id}/{path+}')).toEqual(['id', 'path+']);
  });

  test('are encoded, but for the slashes of a greedy one', () => {
    expect(fillPath('/orders/{id}/{path+}', { 'id': 'a/b c', 'path+': 'x/y z' })).toBe('/orders/a%2Fb%20c/x/y%20z');
  });
});
