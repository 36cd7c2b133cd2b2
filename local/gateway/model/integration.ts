import type { ServiceRole } from '../../iam/service-role';

/** What answers the requests to a method. */
export type Integration = LambdaIntegration | MockIntegration;

interface IntegrationBase {
  /** What happens to a body whose content type has no request template. */
  readonly passthrough: 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER';
  /** Request templates by lower-case content type. */
  readonly requestTemplates: Readonly<Record<string, string>>;
}

/** A Lambda proxy integration. */
export interface LambdaIntegration extends IntegrationBase {
  readonly type: 'AWS_PROXY';
  readonly functionArn: string;
  /** The role that API Gateway assumes to invoke the function; without one, the function's permissions decide. */
  readonly role?: ServiceRole;
  readonly timeoutMilliseconds: number;
}

/** An integration without a backend, such as a CORS preflight. Its request template yields `{"statusCode": …}`. */
export interface MockIntegration extends IntegrationBase {
  readonly type: 'MOCK';
  readonly responses: readonly MockResponse[];
}

/** One integration response of a mock integration. */
export interface MockResponse {
  readonly status: number;
  /** Matches the status that the request template yields; the response without a pattern is the default. */
  readonly selectionPattern?: RegExp;
  /** Mapping expressions by header name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Mapping templates by content type. */
  readonly templates: Readonly<Record<string, string>>;
}
