import { requireEnv } from '../runtime/environment';

/** Only functions that call Cognito's admin operations, and authorizers, have this variable. */
export const userPoolId = requireEnv('USER_POOL_ID');
