export { CognitoEmulator } from './emulator';
export { CognitoError } from './errors';
export type { Authorizer, CallRecord, CognitoEmulatorOptions } from './options';
export type { PoolStates } from './pool/pool-state';
export type { RunningServer } from './server';
