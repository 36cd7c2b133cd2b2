import { DEFAULT_GATEWAY_RESPONSES, type GatewayResponseType } from '../model/gateway-response';

/** API Gateway answers a request with a gateway response instead of the integration's response. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly status: number;
  readonly errorType: string;
  /** Value of `$context.error.validationErrorString`. */
  readonly validationErrorString: string;

  constructor(
    readonly responseType: GatewayResponseType,
    details: { readonly message?: string; readonly status?: number; readonly validationErrorString?: string } = {},
  ) {
    const defaults = DEFAULT_GATEWAY_RESPONSES[responseType];
    super(details.message ?? defaults.message);
    this.status = details.status ?? defaults.status;
    this.errorType = defaults.errorType;
    this.validationErrorString = details.validationErrorString ?? '';
  }
}
