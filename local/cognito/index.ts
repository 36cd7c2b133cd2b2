export { CognitoEmulator } from './emulator';
export { CognitoError } from './errors';
export type { Authorizer, CallRecord, CognitoEmulatorOptions } from './options';
export type { PoolStates } from './pool/pool-state';
export { CATEGORIES, DEFAULT_QUOTAS } from './quotas/categories';
export type { QuotaCategory, Quotas } from './quotas/categories';
export type { RunningServer } from './server';
