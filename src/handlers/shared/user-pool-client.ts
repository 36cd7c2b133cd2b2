import { requireEnv } from './environment';

export const clientId = requireEnv('USER_POOL_CLIENT_ID');
