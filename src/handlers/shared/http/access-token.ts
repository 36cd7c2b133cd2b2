import type { APIGatewayProxyEvent } from 'aws-lambda';
import { header } from './header';
import { ProblemError } from './problem-error';

/**
 * The access token of a request. API Gateway has verified it, and Cognito verifies it again.
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
