import type { PlaygroundApi, PlaygroundInfo, PlaygroundRoute } from '../playground-info';

/** The routes of a password account, by method and by how the path ends. */
const FLOWS = {
  signup: 'POST signup',
  confirmSignup: 'POST signup/confirm',
  resendCode: 'POST signup/resend',
  login: 'POST login',
  loginChallenge: 'POST login/challenge',
  refresh: 'POST token/refresh',
  logout: 'POST logout',
  logoutEverywhere: 'POST logout/everywhere',
  forgotPassword: 'POST password/forgot',
  resetPassword: 'POST password/reset',
  changePassword: 'POST password/change',
  getMe: 'GET me',
  updateMe: 'PATCH me',
  deleteMe: 'DELETE me',
  verifyEmail: 'POST me/email/verify',
  enrolTotp: 'POST mfa/totp',
  verifyTotp: 'POST mfa/totp/verify',
  setMfa: 'PUT mfa',
  private: 'POST private',
} as const;

export type Flow = keyof typeof FLOWS;

/** One set of account routes, below one base path of one API. */
export interface Area {
  readonly api: PlaygroundApi;
  /** `/user`; empty where the routes stand at the root. */
  readonly base: string;
  readonly flows: Readonly<Partial<Record<Flow, PlaygroundRoute>>>;
  /** What else the API serves: the developer's own routes. */
  readonly others: readonly PlaygroundRoute[];
}

/** Every set of account routes; for an API that has none, its other routes alone. */
export function findAreas({ apis }: PlaygroundInfo): Area[] {
  return apis.flatMap((api) => {
    const routes = api.routes.filter(({ method }) => method !== 'OPTIONS');
    const areas = basePaths(routes).map((base) => ({ base, flows: flowsBelow(base, routes) }));
    const taken = new Set(areas.flatMap(({ flows }) => Object.values(flows)));
    const others = routes.filter((route) => !taken.has(route));
    return areas.length > 0 ? areas.map((area) => ({ api, ...area, others })) : [{ api, base: '', flows: {}, others }];
  });
}

/**
 * A base path is what stands before `login`. An app may switch `login` off, or have a `me` of its own elsewhere, so
 * the others count only where no login tells, and the one with the most flows below it wins.
 */
function basePaths(routes: readonly PlaygroundRoute[]): string[] {
  const logins = basesOf('login', routes);
  if (logins.length > 0) return logins;
  const candidates = [...new Set((Object.keys(FLOWS) as Flow[]).flatMap((flow) => basesOf(flow, routes)))];
  const count = (base: string) => Object.keys(flowsBelow(base, routes)).length;
  return candidates.sort((one, other) => count(other) - count(one)).slice(0, 1);
}

function basesOf(flow: Flow, routes: readonly PlaygroundRoute[]): string[] {
  const [method, ending] = FLOWS[flow].split(' ');
  return routes
    .filter((route) => route.method === method && route.path.endsWith(`/${ending}`))
    .map(({ path }) => path.slice(0, -ending.length - 1));
}

function flowsBelow(base: string, routes: readonly PlaygroundRoute[]): Area['flows'] {
  const found = Object.entries(FLOWS).flatMap(([flow, signature]) => {
    const [method, ending] = signature.split(' ');
    const route = routes.find((candidate) => candidate.method === method && candidate.path === `${base}/${ending}`);
    return route ? [[flow, route] as const] : [];
  });
  return Object.fromEntries(found);
}

/** The names in the braces of a path: `id` and `path+` in `/orders/{id}/{path+}`. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
}

/** Puts values into the braces of a path. A greedy parameter (`{path+}`) keeps its slashes. */
export function fillPath(path: string, values: Readonly<Record<string, string>>): string {
  return path.replace(/\{([^}]+)\}/g, (_braces, name: string) => {
    const value = values[name] ?? '';
    return name.endsWith('+') ? value.split('/').map(encodeURIComponent).join('/') : encodeURIComponent(value);
  });
}
