interface GatewayErrorDefaults {
  readonly status: number;
  readonly message: string;
  /** Value of the `x-amzn-errortype` header. */
  readonly errorType: string;
}

const serverError = (status: number): GatewayErrorDefaults =>
  ({ status, message: 'Internal server error', errorType: 'InternalServerErrorException' });

/**
 * The gateway's own answers where the API does not define them.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
const DEFAULTS = {
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
} as const satisfies Record<string, GatewayErrorDefaults>;

/** Type of a gateway response, other than the two that others fall back to. */
export type GatewayResponseType = keyof typeof DEFAULTS;

/** Whether the text names a gateway response, the two fallbacks included. */
export function isGatewayResponseType(text: string): boolean {
  return Object.hasOwn(DEFAULTS, text) || text === 'DEFAULT_4XX' || text === 'DEFAULT_5XX';
}

/** The gateway itself answers a request, before or instead of the integration. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly status: number;
  readonly errorType: string;
  /** What a request validator found, as `$context.error.validationErrorString` shows it. */
  readonly validationErrorString: string;

  constructor(
    readonly responseType: GatewayResponseType,
    details: { readonly message?: string; readonly status?: number; readonly validationErrorString?: string } = {},
  ) {
    const defaults = DEFAULTS[responseType];
    super(details.message ?? defaults.message);
    this.status = details.status ?? defaults.status;
    this.errorType = defaults.errorType;
    this.validationErrorString = details.validationErrorString ?? '';
  }
}
