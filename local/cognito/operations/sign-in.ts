import { verifySecretHash, verifySecretHashOfRefresh } from '../client-secret/verify-secret';
import { flowNotEnabled, invalidParameter, missingParameter, resourceNotFound } from '../errors';
import { adminOperation, clientOperation } from './operation';
import type { AppClient, UserPool } from '../pool/user-pool';
import * as member from '../request/members';
import { oneOf, required, stringMap } from '../request/shapes';
import type { AuthFlow } from '../settings/client-settings';
import { answerChallenge } from '../sign-in/answer-challenge';
import { signInWithPassword } from '../sign-in/password-sign-in';
import { refreshTokens } from '../tokens/refresh-tokens';

const authFlow = required(oneOf(
  'USER_SRP_AUTH', 'REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN', 'CUSTOM_AUTH', 'ADMIN_NO_SRP_AUTH', 'USER_PASSWORD_AUTH',
  'ADMIN_USER_PASSWORD_AUTH', 'USER_AUTH',
));

const challengeName = required(oneOf(
  'SMS_MFA', 'EMAIL_OTP', 'SOFTWARE_TOKEN_MFA', 'SELECT_MFA_TYPE', 'MFA_SETUP', 'PASSWORD_VERIFIER', 'CUSTOM_CHALLENGE', 'SELECT_CHALLENGE',
  'DEVICE_SRP_AUTH', 'DEVICE_PASSWORD_VERIFIER', 'ADMIN_NO_SRP_AUTH', 'NEW_PASSWORD_REQUIRED', 'SMS_OTP', 'PASSWORD', 'WEB_AUTHN',
  'PASSWORD_SRP',
));

const initiateFields = { AuthFlow: authFlow, AuthParameters: stringMap, Session: member.session };
const respondFields = { ChallengeName: challengeName, ChallengeResponses: stringMap, Session: member.session };
const adminContext = {
  ContextData: member.contextData,
  AnalyticsMetadata: member.clientCallContext.AnalyticsMetadata,
  ClientMetadata: member.clientMetadata,
};

/** @throws CognitoError ResourceNotFoundException for a client that is not the pool's */
function clientOf(pool: UserPool, clientId: string): AppClient {
  const client = pool.clients.get(clientId);
  if (!client) throw resourceNotFound(`User pool client ${clientId} does not exist.`);
  return client;
}

export const adminInitiateAuth = adminOperation({ ClientId: member.clientId, ...initiateFields, ...adminContext }, async (pool, input) =>
  startFlow(pool, clientOf(pool, input.ClientId), input, 'ADMIN_USER_PASSWORD_AUTH'));

export const adminRespondToAuthChallenge = adminOperation({ ClientId: member.clientId, ...respondFields, ...adminContext },
  async (pool, input) => answerChallenge(pool, clientOf(pool, input.ClientId), input));

export const initiateAuth = clientOperation({ ...initiateFields, ...member.clientCallContext }, async (pool, client, input) =>
  startFlow(pool, client, input, 'USER_PASSWORD_AUTH'));

export const respondToAuthChallenge = clientOperation({ ...respondFields, ...member.clientCallContext }, async (pool, client, input) =>
  answerChallenge(pool, client, input));

interface InitiateInput {
  readonly AuthFlow: string;
  readonly AuthParameters?: Readonly<Record<string, string>>;
  readonly ClientMetadata?: Readonly<Record<string, string>>;
}

const CURRENT_NAMES: Readonly<Record<string, AuthFlow>> = { ADMIN_NO_SRP_AUTH: 'ADMIN_USER_PASSWORD_AUTH', REFRESH_TOKEN: 'REFRESH_TOKEN_AUTH' };

/** @param passwordFlow the password flow that this side of the API serves */
async function startFlow(pool: UserPool, client: AppClient, input: InitiateInput, passwordFlow: AuthFlow): Promise<object> {
  const flow = CURRENT_NAMES[input.AuthFlow] ?? input.AuthFlow as AuthFlow;
  if ((flow === 'USER_PASSWORD_AUTH' || flow === 'ADMIN_USER_PASSWORD_AUTH') && flow !== passwordFlow) {
    throw invalidParameter('Initiate Auth method not supported.');
  }
  if (!client.settings.authFlows.has(flow)) throw flowNotEnabled();
  const parameters = input.AuthParameters ?? {};
  const parameter = (name: string) => {
    if (!parameters[name]) throw missingParameter(name);
    return parameters[name];
  };
  if (flow === passwordFlow) {
    const username = parameter('USERNAME');
    verifySecretHash(client, username, parameters.SECRET_HASH);
    return signInWithPassword(pool, { client, username, password: parameter('PASSWORD'), clientMetadata: input.ClientMetadata });
  }
  if (flow === 'REFRESH_TOKEN_AUTH') {
    const refreshToken = parameter('REFRESH_TOKEN');
    const owner = pool.grants.ofRefreshToken(refreshToken);
    verifySecretHashOfRefresh(client, owner && pool.users.find(owner.sub)?.username, parameters.SECRET_HASH);
    return {
      AuthenticationResult: await refreshTokens(pool, client, refreshToken, input.ClientMetadata),
      ChallengeParameters: {},
    };
  }
  throw invalidParameter(`${flow} is not supported by the local stack`);
}
