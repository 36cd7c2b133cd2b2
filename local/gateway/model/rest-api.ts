import type { MethodAuthorization } from './authorization';
import type { GatewayResponse } from './gateway-response';
import type { Integration } from './integration';
import type { RequestValidation } from './request-validation';

/** A deployed REST API, as far as it decides how requests are answered. */
export interface RestApi {
  readonly logicalId: string;
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly binaryMediaTypes: readonly string[];
  readonly root: ApiResource;
  /** The first stage is also served without its name as path prefix. */
  readonly stages: readonly [Stage, ...Stage[]];
  /** By response type, such as `UNAUTHORIZED` or `DEFAULT_4XX`. */
  readonly gatewayResponses: ReadonlyMap<string, GatewayResponse>;
  readonly customDomains: readonly CustomDomain[];
}

/** A custom domain name that is mapped to the API. */
export interface CustomDomain {
  /** Such as `https://auth.example.com/v1`, without a trailing slash. */
  readonly url: string;
  /** Without leading or trailing slash; empty where the whole domain is mapped to the API. */
  readonly basePath: string;
  /** Undefined where the mapping names no stage: the request then names it after the base path. */
  readonly stage?: Stage;
}

/** A path segment, its methods and its child resources. */
export interface ApiResource {
  readonly id: string;
  /** Full path, such as `/user/{id}`. */
  readonly path: string;
  /** Last segment of the path: literal, `{name}` or `{name+}`. */
  readonly pathPart: string;
  readonly children: ApiResource[];
  /** By HTTP method; `ANY` matches those that are not listed. */
  readonly methods: Map<string, ApiMethod>;
}

export interface ApiMethod {
  readonly logicalId: string;
  readonly httpMethod: string;
  /** The name that the API gives the operation, unique within the API. */
  readonly operationName?: string;
  readonly resource: ApiResource;
  /** Undefined where anyone may call the method. */
  readonly authorization?: MethodAuthorization;
  readonly validation: RequestValidation;
  readonly integration: Integration;
}

export interface Stage {
  readonly name: string;
  readonly deploymentId: string;
  /** Null where the stage has no variables. */
  readonly variables: Readonly<Record<string, string>> | null;
  readonly methodSettings: readonly MethodSetting[];
}

/** Throttling of some methods of a stage. */
export interface MethodSetting {
  /** Path of a resource, or a slash and an asterisk for every resource. */
  readonly path: string;
  /** `*` matches every method. */
  readonly httpMethod: string;
  readonly throttle: Partial<Throttle>;
}

/** Limits of a token bucket. */
export interface Throttle {
  /** Requests per second. */
  readonly rate: number;
  /** Size of the bucket: requests at once. */
  readonly burst: number;
}
