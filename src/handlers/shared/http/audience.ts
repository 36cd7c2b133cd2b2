import type { APIGatewayProxyEvent } from 'aws-lambda';
import { ProblemError } from './problem-error';
import { ENV } from '../../../routes/contract';
import type { Route } from '../../../routes/route';

/**
 * Refuses a token that Cognito made for another app client. The authorizer of access tokens cannot do it, because it
 * compares only `aud`, which they do not have.
 *
 * @throws ProblemError unauthorized
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
export function checkAudience({ token }: Route, event: APIGatewayProxyEvent): void {
  if (token === 'none') {
    return;
  }
  const claims = event.requestContext?.authorizer?.claims;
  const clientId: unknown = token === 'id' ? claims?.aud : claims?.client_id;
  const accepted = process.env[ENV.ALLOWED_CLIENT_IDS]?.split(',') ?? [];
  if (typeof clientId !== 'string' || !accepted.includes(clientId)) {
    throw new ProblemError('unauthorized', 'OtherClient');
  }
}
