import type { APIGatewayProxyEvent } from 'aws-lambda';
import { header } from './header';
import { ProblemError } from './problem-error';

/**
 * The access token of a request, which the gateway has verified and Cognito will once more.
 *
 * @throws ProblemError unauthorized
 */
export function accessToken({ event }: { readonly event: APIGatewayProxyEvent }): string {
  const token = header(event, 'authorization')?.replace(/^Bearer /i, '').trim();
  if (!token) {
    throw new ProblemError('unauthorized');
  }
  return token;
}
