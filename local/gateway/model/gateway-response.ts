/** How an API customises one type of gateway response. */
export interface GatewayResponse {
  readonly status?: number;
  /** Mapping expressions by header name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Templates by content type. */
  readonly templates: Readonly<Record<string, string>>;
}

/** A gateway response that the API does not customise. */
interface DefaultGatewayResponse {
  readonly status: number;
  readonly message: string;
  /** Value of the `x-amzn-errortype` header. */
  readonly errorType: string;
}

const serverError = (status: number): DefaultGatewayResponse =>
  ({ status, message: 'Internal server error', errorType: 'InternalServerErrorException' });

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
export const DEFAULT_GATEWAY_RESPONSES = {
  ACCESS_DENIED: { status: 403, message: 'User is not authorized to access this resource', errorType: 'AccessDeniedException' },
  API_CONFIGURATION_ERROR: serverError(500),
  AUTHORIZER_CONFIGURATION_ERROR: serverError(500),
  AUTHORIZER_FAILURE: serverError(500),
  BAD_REQUEST_BODY: { status: 400, message: 'Invalid request body', errorType: 'BadRequestException' },
  BAD_REQUEST_PARAMETERS: { status: 400, message: 'Missing required request parameters', errorType: 'BadRequestException' },
  EXPIRED_TOKEN: { status: 403, message: 'The security token included in the request is expired', errorType: 'ExpiredTokenException' },
  INTEGRATION_FAILURE: serverError(504),
  INTEGRATION_TIMEOUT: { status: 504, message: 'Endpoint request timed out', errorType: 'InternalServerErrorException' },
  INVALID_API_KEY: { status: 403, message: 'Forbidden', errorType: 'ForbiddenException' },
  INVALID_SIGNATURE: { status: 403, message: 'Forbidden', errorType: 'InvalidSignatureException' },
  MISSING_AUTHENTICATION_TOKEN: { status: 403, message: 'Missing Authentication Token', errorType: 'MissingAuthenticationTokenException' },
  QUOTA_EXCEEDED: { status: 429, message: 'Limit Exceeded', errorType: 'LimitExceededException' },
  REQUEST_TOO_LARGE: { status: 413, message: 'Request Too Long', errorType: 'RequestTooLargeException' },
  RESOURCE_NOT_FOUND: { status: 404, message: 'Not Found', errorType: 'NotFoundException' },
  THROTTLED: { status: 429, message: 'Too Many Requests', errorType: 'TooManyRequestsException' },
  UNAUTHORIZED: { status: 401, message: 'Unauthorized', errorType: 'UnauthorizedException' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, message: 'Unsupported Media Type', errorType: 'BadRequestException' },
  WAF_FILTERED: { status: 403, message: 'Forbidden', errorType: 'ForbiddenException' },
} as const satisfies Record<string, DefaultGatewayResponse>;

/** A gateway response type other than `DEFAULT_4XX` and `DEFAULT_5XX`. */
export type GatewayResponseType = keyof typeof DEFAULT_GATEWAY_RESPONSES;

/** Whether the text is a gateway response type, `DEFAULT_4XX` and `DEFAULT_5XX` included. */
export function isGatewayResponseType(text: string): boolean {
  return Object.hasOwn(DEFAULT_GATEWAY_RESPONSES, text) || text === 'DEFAULT_4XX' || text === 'DEFAULT_5XX';
}
