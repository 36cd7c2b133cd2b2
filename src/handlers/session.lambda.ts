import { GetTokensFromRefreshTokenCommand, GlobalSignOutCommand, RevokeTokenCommand } from '@aws-sdk/client-cognito-identity-provider';
import { logout, logoutEverywhere, refresh } from '../routes/table';
import { accessToken } from './shared/access-token';
import { implementBody } from './shared/body';
import { Cognito } from './shared/cognito';
import { tokensOf } from './shared/login-answer';
import { prime } from './shared/prime';
import { ProblemError } from './shared/problem-error';
import { answer, implement, serve } from './shared/serve';
import { unlessHidden } from './shared/unless-hidden';
import { clientId } from './shared/user-pool-client';

const cognito = new Cognito();

export const handler = serve(
  implementBody(refresh, async (request) => {
    const { AuthenticationResult: result } = await cognito.call('GetTokensFromRefreshToken', new GetTokensFromRefreshTokenCommand({
      ClientId: clientId,
      RefreshToken: request.body.refreshToken,
    }), request);
    if (!result) {
      throw new ProblemError('internal_error', 'IncompleteTokens');
    }
    return answer(200, tokensOf(result));
  }),

  implementBody(logout, async (request) => {
    await cognito.call('RevokeToken', new RevokeTokenCommand({
      ClientId: clientId,
      Token: request.body.refreshToken,
    }), request).catch(unlessHidden(request, 'NotAuthorizedException', 'UnauthorizedException'));
    return answer(204, undefined);
  }),

  implement(logoutEverywhere, async (request) => {
    await cognito.call('GlobalSignOut', new GlobalSignOutCommand({ AccessToken: accessToken(request) }), request);
    return answer(204, undefined);
  }),
);

export const ready = prime(cognito, handler, refresh, { refreshToken: 'none' });
