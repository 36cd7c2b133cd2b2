import { HeaderList, HttpReply, HttpRequest } from './gateway/http-message';
import { ApiResource, CustomDomain, RestApi } from './gateway/model/rest-api';
import { isMappedAt } from './gateway/serve/locations';
import { RestApiGateway } from './gateway/serve/rest-api-gateway';

/** A REST API that the local stack answers for. */
export interface ServedApi {
  readonly logicalId: string;
  readonly name: string;
  /** Address without the stage, without a slash at its end. */
  readonly url: string;
  /** Address with the name of the first stage. */
  readonly stageUrl: string;
  readonly customDomains: readonly ServedCustomDomain[];
  readonly routes: readonly ServedRoute[];
}

/** A custom domain, and what answers here as it would. */
export interface ServedCustomDomain {
  /** Such as `https://auth.example.com/v1`. */
  readonly domainUrl: string;
  /** Such as `http://127.0.0.1:3000/v1`. */
  readonly url: string;
}

/** A method of a REST API, preflights left out. */
export interface ServedRoute {
  readonly httpMethod: string;
  /** Whole path, such as `/user/login`. */
  readonly path: string;
  /** Whether the gateway wants a token. */
  readonly authorized: boolean;
}

/** Describes an API that is served at the address. */
export function describeApi(api: RestApi, url: string): ServedApi {
  return {
    logicalId: api.logicalId,
    name: api.name,
    url,
    stageUrl: `${url}/${api.stages[0].name}`,
    customDomains: api.customDomains.map((domain) => ({ domainUrl: domain.url, url: url + prefixOf(domain, api) })),
    routes: routesOf(api.root),
  };
}

function prefixOf({ basePath, stage }: CustomDomain, { stages }: RestApi): string {
  if (basePath !== '') return `/${basePath}`;
  return stage === undefined || stage === stages[0] ? '' : `/${stage.name}`;
}

function routesOf(resource: ApiResource): ServedRoute[] {
  const own = [...resource.methods.values()]
    .filter(({ httpMethod }) => httpMethod !== 'OPTIONS')
    .map(({ httpMethod, authorization }) => ({ httpMethod, path: resource.path, authorized: authorization !== undefined }));
  return [...own, ...resource.children.flatMap(routesOf)];
}

/**
 * Hands a request to the API that it is for: the one whose logical id its path begins with, otherwise the first one, or
 * another one where only that has a base path of a custom domain for it.
 */
export async function answerByApi(gateways: readonly RestApiGateway[], request: HttpRequest, tooLarge: boolean): Promise<HttpReply> {
  const [first, ...others] = gateways;
  const [, segment] = request.path.split('/');
  const named = others.find((gateway) => gateway.api.logicalId === segment);
  if (named) return named.handle({ ...request, path: request.path.slice(segment.length + 1) || '/' }, tooLarge);
  const mapped = others.find(({ api }) => isMappedAt(api, request.path));
  if (mapped && !first.hasRoute(request)) return mapped.handle(request, tooLarge);
  if (first) return first.handle(request, tooLarge);
  return { status: 404, headers: new HeaderList([['Content-Type', 'application/json']]), body: Buffer.from('{"message":"the stack has no REST API"}') };
}
