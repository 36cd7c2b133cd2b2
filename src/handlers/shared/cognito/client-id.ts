import { requireEnv } from '../runtime/environment';

export const clientId = requireEnv('USER_POOL_CLIENT_ID');
