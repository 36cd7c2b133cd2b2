import { GetTokensFromRefreshTokenCommand, GlobalSignOutCommand, RevokeTokenCommand } from '@aws-sdk/client-cognito-identity-provider';
import { logout, logoutEverywhere, refresh } from '../routes/table';
import { Cognito } from './shared/cognito/client';
import { clientId } from './shared/cognito/client-id';
import { clientSecret } from './shared/cognito/client-secret';
import { prime } from './shared/cognito/prime';
import { accessToken } from './shared/http/access-token';
import { implementBody } from './shared/http/body';
import { ProblemError } from './shared/http/problem-error';
import { implement, respond, serve } from './shared/http/serve';
import { swallowAccountErrors } from './shared/users/account-errors';
import { tokenBody } from './shared/users/login-response';

const cognito = new Cognito({ clientSecret });

export const handler = serve(
  implementBody(refresh, async (request) => {
    const { AuthenticationResult: result } = await cognito.call('GetTokensFromRefreshToken', new GetTokensFromRefreshTokenCommand({
      ClientId: clientId,
      RefreshToken: request.body.refreshToken,
    }), request);
    if (!result) {
      throw new ProblemError('internal_error', 'IncompleteTokens');
    }
    return respond(200, tokenBody(result));
  }),

  implementBody(logout, async (request) => {
    await cognito.call('RevokeToken', new RevokeTokenCommand({
      ClientId: clientId,
      Token: request.body.refreshToken,
    }), request).catch(swallowAccountErrors(request, 'NotAuthorizedException', 'UnauthorizedException'));
    return respond(204, undefined);
  }),

  implement(logoutEverywhere, async (request) => {
    await cognito.call('GlobalSignOut', new GlobalSignOutCommand({ AccessToken: accessToken(request) }), request);
    return respond(204, undefined);
  }),
);

export const ready = prime(cognito, handler, refresh, { refreshToken: 'none' });
