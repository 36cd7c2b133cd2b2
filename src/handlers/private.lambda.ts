import { privateRoute } from '../routes/table';
import { ProblemError } from './shared/problem-error';
import { answer, implement, serve } from './shared/serve';

/** The gateway has verified the token; without its claims nobody has. */
export const handler = serve(implement(privateRoute, async ({ event }) => {
  const email: unknown = event.requestContext?.authorizer?.claims?.email;
  if (typeof email !== 'string' || !email) {
    throw new ProblemError('unauthorized');
  }
  return answer(200, { message: `Email ${email} has been authorized` });
}));
