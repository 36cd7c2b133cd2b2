import { requireEnv } from './environment';

/** Only the functions that act as an administrator know the pool. */
export const userPoolId = requireEnv('USER_POOL_ID');
