/** What Lambda answers where a function failed; `errorType` is the name that Lambda gives the failure. */
export interface FunctionErrorPayload {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** A function threw, ran out of time, ended its process or could not be started. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';

  constructor(readonly payload: FunctionErrorPayload) {
    super(`${payload.errorType}: ${payload.errorMessage}`);
  }
}
