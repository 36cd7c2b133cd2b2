import { createHmac, randomBytes } from 'node:crypto';

/** Another one in each run: the other programs of the machine must not be able to work out a function's credentials. */
const RUN_SECRET = randomBytes(32);

/** Credentials that a function finds in its environment. They open nothing: only the local Cognito knows the key id. */
export interface FunctionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Credentials of a function, the same for the same ARN until the local stack ends, in the form of those that Lambda hands out. */
export function credentialsOf(functionArn: string): FunctionCredentials {
  const derive = (purpose: string) => createHmac('sha256', RUN_SECRET).update(`${purpose} ${functionArn}`).digest();
  const accessKeyId = `ASIA${[...derive('access key id').subarray(0, 16)].map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte % 32]).join('')}`;
  return {
    accessKeyId,
    secretAccessKey: derive('secret access key').toString('base64').slice(0, 40),
    sessionToken: derive('session token').toString('base64'),
  };
}
