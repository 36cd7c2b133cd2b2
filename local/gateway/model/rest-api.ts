import { JsonObject } from '../../assembly/template';
import { ServiceRole } from '../../iam/service-role';
import { MockIntegration } from '../serve/mock-integration';
import { RequestValidation } from '../serve/request-validation';

/** A REST API with everything that decides its answers. */
export interface RestApi {
  readonly logicalId: string;
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly binaryMediaTypes: readonly string[];
  readonly root: ApiResource;
  /** The first one is also served without its name as path prefix. */
  readonly stages: readonly [Stage, ...Stage[]];
  readonly gatewayResponses: ReadonlyMap<string, GatewayResponse>;
  readonly customDomains: readonly CustomDomain[];
}

/** An address of a custom domain that leads to an API. */
export interface CustomDomain {
  /** Such as `https://auth.example.com/v1`, without a slash at its end. */
  readonly url: string;
  /** Without slashes at its ends; empty where the whole domain leads to the API. */
  readonly basePath: string;
  /** Undefined where the caller names the stage behind the base path. */
  readonly stage?: Stage;
}

/** A path segment with what lies below it. */
export interface ApiResource {
  readonly id: string;
  /** Whole path, such as `/user/{id}`. */
  readonly path: string;
  /** Own segment: literal, `{name}` or `{name+}`. */
  readonly pathPart: string;
  readonly children: ApiResource[];
  /** By HTTP method; `ANY` stands for all others. */
  readonly methods: Map<string, ApiMethod>;
}

export interface ApiMethod {
  readonly logicalId: string;
  readonly httpMethod: string;
  readonly resource: ApiResource;
  readonly authorization?: MethodAuthorization;
  readonly validation: RequestValidation;
  readonly integration: Integration;
}

/** What a method wants of its caller. */
export type MethodAuthorization = CognitoAuthorization | LambdaAuthorization;

/** What a `COGNITO_USER_POOLS` authorizer wants of a caller. */
export interface CognitoAuthorization {
  readonly type: 'COGNITO_USER_POOLS';
  /** Header that carries the token. */
  readonly header: string;
  readonly userPoolArns: readonly string[];
  /** What the token's text must match before it is looked at. */
  readonly tokenPattern?: RegExp;
  /** With none, an ID token is wanted; with any, an access token that has at least one of them. */
  readonly scopes: readonly string[];
}

/** A function that decides about a caller. */
export interface LambdaAuthorization {
  readonly type: 'TOKEN' | 'REQUEST';
  readonly authorizerId: string;
  readonly functionArn: string;
  /** The role by which it is invoked; without one, by permissions of the function. */
  readonly role?: ServiceRole;
  /** Such as `method.request.header.Authorization`. */
  readonly identitySources: readonly string[];
  /** How long an answer is kept; 0 keeps none. */
  readonly ttlSeconds: number;
  /** What the token's text must match before the function is asked; of TOKEN authorizers. */
  readonly tokenPattern?: RegExp;
}

export type Integration = LambdaIntegration | (MockIntegration & IntegrationBasics);

interface IntegrationBasics {
  /** What happens to a body whose content type has no request template. */
  readonly passthrough: 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER';
  /** Content types of the request templates. */
  readonly requestTemplateTypes: readonly string[];
}

export interface LambdaIntegration extends IntegrationBasics {
  readonly type: 'AWS_PROXY';
  readonly functionArn: string;
  /** The role by which it is invoked; without one, by permissions of the function. */
  readonly role?: ServiceRole;
  readonly timeoutMilliseconds: number;
}

export interface Stage {
  readonly name: string;
  readonly deploymentId: string;
  readonly variables: Readonly<Record<string, string>> | null;
  /** Limits for a method; none where the stage sets none. */
  throttleFor(method: ApiMethod): Throttle | undefined;
}

/** Limits of a token bucket. */
export interface Throttle {
  /** Requests a second. */
  readonly rate: number;
  /** Requests at once. */
  readonly burst: number;
}

/** How the API words one of the gateway's own answers. */
export interface GatewayResponse {
  readonly status?: number;
  /** Header fields by name; a value is a quoted text or names a part of the request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Template by content type. */
  readonly templates: Readonly<Record<string, string>>;
}

/** A JSON schema by the name of its model. */
export type Models = ReadonlyMap<string, JsonObject>;
