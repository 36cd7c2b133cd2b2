import { privateRoute } from '../routes/table';
import { ProblemError } from './shared/http/problem-error';
import { implement, respond, serve } from './shared/http/serve';

/** API Gateway has verified the token. Without claims, the method has no authorizer. */
export const handler = serve(implement(privateRoute, async ({ event }) => {
  const email: unknown = event.requestContext?.authorizer?.claims?.email;
  if (typeof email !== 'string' || !email) {
    throw new ProblemError('unauthorized');
  }
  return respond(200, { message: `Email ${email} has been authorized` });
}));
