import { fillPath, findAreas, pathParameters } from '../../../local/playground/page/flows';
import type { PlaygroundRoute } from '../../../local/playground/playground-info';

const route = (method: string, path: string, token: PlaygroundRoute['token'] = 'none'): PlaygroundRoute => ({ method, path, token });
const stackOf = (...routes: PlaygroundRoute[]) => ({ stackName: 'Stack', apis: [{ name: 'Api', url: 'http://127.0.0.1:3000', routes }] });

describe('the flows of an API', () => {
  test('are found by the ends of paths below the base path of its login', () => {
    const [area, ...more] = findAreas(stackOf(
      route('POST', '/user/login'), route('POST', '/user/login/challenge'), route('OPTIONS', '/user/login'),
      route('PUT', '/user/mfa', 'access'), route('GET', '/orders/{id}', 'id'),
    ));
    expect(more).toEqual([]);
    expect(area.base).toBe('/user');
    expect(Object.keys(area.flows)).toEqual(['login', 'loginChallenge', 'setMfa']);
    expect(area.others).toEqual([route('GET', '/orders/{id}', 'id')]);
  });

  test("a developer's own route with a flow's name elsewhere is no flow", () => {
    const [{ flows, others }] = findAreas(stackOf(route('POST', '/user/login'), route('GET', '/orders/me', 'id')));
    expect(flows.getMe).toBeUndefined();
    expect(others).toEqual([route('GET', '/orders/me', 'id')]);
  });

  test('another method on the path of a flow is no flow', () => {
    const [{ flows, others }] = findAreas(stackOf(route('POST', '/user/login'), route('GET', '/user/signup')));
    expect(flows.signup).toBeUndefined();
    expect(others).toHaveLength(1);
  });

  test('routes at the root have an empty base path', () => {
    const [area] = findAreas(stackOf(route('POST', '/login'), route('POST', '/signup')));
    expect(area.base).toBe('');
    expect(Object.keys(area.flows)).toEqual(['signup', 'login']);
  });

  test('without a login, the base path with the most flows counts', () => {
    const [area] = findAreas(stackOf(route('GET', '/orders/me'), route('GET', '/auth/me'), route('POST', '/auth/private')));
    expect(area.base).toBe('/auth');
    expect(area.others).toEqual([route('GET', '/orders/me')]);
  });

  test('two sets in one API are two areas with the same other routes', () => {
    const areas = findAreas(stackOf(route('POST', '/staff/login'), route('POST', '/user/login'), route('GET', '/orders')));
    expect(areas.map(({ base }) => base)).toEqual(['/staff', '/user']);
    expect(areas.map(({ others }) => others)).toEqual([[route('GET', '/orders')], [route('GET', '/orders')]]);
  });

  test('an API without any flow is an area of its routes alone', () => {
    expect(findAreas(stackOf(route('GET', '/orders')))).toEqual([
      expect.objectContaining({ base: '', flows: {}, others: [route('GET', '/orders')] }),
    ]);
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
