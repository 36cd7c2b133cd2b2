import type { Clock } from '../clock';
import type { Outbox } from '../outbox';
import type { PoolStates } from './pool/pool-state';
import type { Quotas } from './quotas/categories';
import type { InvokeTrigger } from './triggers/triggers';

/** Decides whether a caller may call an operation that IAM guards. */
export interface Authorizer {
  /**
   * @param action for instance `cognito-idp:AdminCreateUser`
   * @throws CognitoError AccessDeniedException, UnrecognizedClientException
   */
  authorize(accessKeyId: string | undefined, action: string, resourceArn: string): void;
}

/** One call that the emulator answered. */
export interface CallRecord {
  readonly operation: string;
  readonly accessKeyId?: string;
  readonly userPoolId?: string;
  /** `ok` or the error's name. */
  readonly outcome: string;
  readonly milliseconds: number;
}

export interface CognitoEmulatorOptions {
  /** @default us-east-1 */
  readonly region?: string;
  /** @default 123456789012 */
  readonly accountId?: string;
  /** @default - the machine's time */
  readonly clock?: Clock;
  /** @default - one of its own, which nobody sees */
  readonly outbox?: Outbox;
  /** @default - every signed call is allowed */
  readonly authorizer?: Authorizer;
  /** What lives in the pools, for an emulator that takes over from another. @default - empty pools */
  readonly states?: PoolStates;
  /** What the account may call in a second. @default - nothing is counted, neither for the account nor for a user */
  readonly quotas?: Quotas;
  /** Is told of every call, for instance to log it. */
  readonly onCall?: (call: CallRecord) => void;
  /** Runs a Lambda trigger and returns the event it hands back; needed by a pool that has triggers. */
  readonly invokeTrigger?: InvokeTrigger;
}
