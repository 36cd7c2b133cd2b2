import type { FaultName } from './fault-proxy';
import type { FaultyStack } from './faulty-stack';
import { Operation, Route } from '../../src/routes/route';

/** The stacks that together have every route. */
export type StackName = 'default' | 'emailCode' | 'mfaRequired';

/** One request, made ready to be sent more than once. */
export interface Request {
  /** Made anew for each sending, as a code of an authenticator app counts only once. */
  readonly body?: () => object;
  readonly token?: string;
  /** Holds in the end, whatever happened to the request; throws where it does not. */
  readonly recovered?: (after?: { readonly fault?: FaultName; readonly operation?: string }) => Promise<void>;
}

/** A way to make a route call Cognito. */
export interface Journey {
  readonly name: string;
  readonly route: Route;
  readonly stack: StackName;
  /** Makes what the request needs. */
  readonly begin: (stack: FaultyStack) => Promise<Request>;
  /** The status of its success. */
  readonly status: number;
  /** What a repetition is answered once this operation was done: it takes something that counts only once. */
  readonly spent?: Partial<Record<Operation, number>>;
  /** What the SDK's own retry is answered, where it repeats what a caller would make anew. */
  readonly retried?: Partial<Record<Operation, number>>;
  /** Operations whose failure the caller need not know. */
  readonly forgives?: readonly Operation[];
}
