import { AdminInitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { CallRequest, Cognito } from '../cognito/client';
import { clientId } from '../cognito/client-id';
import { contextData } from '../cognito/context-data';
import { userPoolId } from '../cognito/user-pool-id';

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Signs a user in with email and password. */
export async function passwordLogin(
  cognito: Cognito, { email, password }: Credentials, request: CallRequest & { readonly event: APIGatewayProxyEvent },
) {
  return cognito.call('AdminInitiateAuth', new AdminInitiateAuthCommand({
    UserPoolId: userPoolId,
    ClientId: clientId,
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: email, PASSWORD: password },
    ContextData: contextData(request.event),
  }), request);
}
