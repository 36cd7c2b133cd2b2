import { CallRecord } from '../cognito';
import { RoleAuthorizer } from './role-authorizer';

/** A stack that runs for days must not remember every call of them. */
const KEPT_CALLS = 10_000;

/** Remembers which function made which Cognito calls. */
export class CallJournal {
  private readonly records = new Map<string, CallRecord[]>();

  constructor(private readonly authorizer: RoleAuthorizer) {}

  /** The calls by the logical id of the function, oldest first. */
  get byFunction(): ReadonlyMap<string, readonly CallRecord[]> {
    return this.records;
  }

  /** Notes a call; one that no function made is passed over. */
  record(call: CallRecord): void {
    const logicalId = this.authorizer.principalOf(call.accessKeyId)?.lambda.logicalId;
    if (logicalId === undefined) return;
    const calls = this.records.get(logicalId) ?? [];
    this.records.set(logicalId, calls);
    calls.push(call);
    if (calls.length > KEPT_CALLS) calls.shift();
  }
}
