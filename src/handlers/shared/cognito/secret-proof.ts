import { createHmac } from 'node:crypto';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { clientId } from './client-id';
import { callerAddress } from './context-data';
import { CLIENT_SECRET_MEMBERS, Operation } from '../../../routes/route';

interface Input {
  readonly Username?: string;
  readonly AuthParameters?: Readonly<Record<string, string>>;
  readonly ChallengeResponses?: Readonly<Record<string, string>>;
}

/**
 * The members that prove the client's secret to an operation. Operations that take no ContextData get the caller's
 * address as well, which Cognito accepts only with a secret.
 */
export function proofOfSecret(operation: Operation, input: Input, secret: string, event: APIGatewayProxyEvent): object {
  const member = CLIENT_SECRET_MEMBERS[operation];
  switch (member) {
    case 'ClientSecret':
      return { ClientSecret: secret };
    case 'SecretHash': {
      const IpAddress = callerAddress(event);
      return { SecretHash: secretHash(input.Username, secret), ...IpAddress ? { UserContextData: { IpAddress } } : {} };
    }
    case undefined:
      return {};
    default:
      return { [member]: { ...input[member], SECRET_HASH: secretHash(input[member]?.USERNAME, secret) } };
  }
}

/** @see https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html#cognito-user-pools-computing-secret-hash */
function secretHash(username = '', secret: string): string {
  return createHmac('sha256', secret).update(username + clientId).digest('base64');
}
