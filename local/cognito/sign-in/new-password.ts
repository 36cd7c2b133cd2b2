import { incorrectCredentials, invalidParameter, missingParameter } from '../errors';
import type { Answer } from './answer-challenge';
import { nextStep, type AuthResponse, type Challenge, type SignInProgress } from './next-step';
import { acceptPassword, setPassword } from '../passwords/set-password';
import type { UserPool } from '../pool/user-pool';
import * as member from '../request/members';
import { checkRequest, structure } from '../request/shapes';
import { attributeRecord, checkAliasesFree, checkAttributes, checkClientMayWrite, checkRequiredAttributes, writeAttributes } from '../users/write-attributes';

const PREFIX = 'userAttributes.';
const newPassword = structure({ NewPassword: member.password });

/** Asks a user with a temporary password for one of their own. */
export function newPasswordChallenge(pool: UserPool, { client, user }: SignInProgress): Challenge {
  const missing = [...pool.settings.schema.values()].filter((rule) => rule.required && !user.attributes[rule.name]);
  return {
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    Session: pool.sessions.open(user, client, { challenge: 'NEW_PASSWORD_REQUIRED' }),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: JSON.stringify(missing.map(({ name }) => `${PREFIX}${name}`)),
      userAttributes: JSON.stringify(user.attributes),
    },
  };
}

export async function answerNewPassword(pool: UserPool, { session, user, client, responses, clientMetadata }: Answer): Promise<AuthResponse> {
  const password = responses.NEW_PASSWORD;
  if (!password) throw missingParameter('NEW_PASSWORD');
  checkRequest(newPassword, { NewPassword: password });
  if (!user.password?.temporary) throw incorrectCredentials();
  const attributes = Object.entries(responses)
    .filter(([name]) => name.startsWith(PREFIX))
    .map(([name, Value]) => ({ Name: name.slice(PREFIX.length), Value }));
  const { schema } = pool.settings;
  checkAttributes(schema, attributes, { creating: false });
  checkClientMayWrite(schema, client, attributes.map(({ Name }) => Name));
  const given = attributes.find(({ Name }) => schema.get(Name)!.required && user.attributes[Name]);
  if (given) throw invalidParameter(`Cannot modify an already provided ${given.Name}`);
  const record = attributeRecord(schema, attributes);
  checkAliasesFree(pool, user, record);
  checkRequiredAttributes(schema, { ...user.attributes, ...record });
  const accepted = await acceptPassword(pool, user, password, { temporary: false, preamble: 'Password does not conform to policy' });
  // Only now, so that a refused password can be corrected within the session; and once, however many answers run at a time.
  pool.sessions.use(session);
  setPassword(pool, user, accepted);
  writeAttributes(pool, user, record);
  user.status = 'CONFIRMED';
  return nextStep(pool, { client, user, clientMetadata, newPassword: true });
}
