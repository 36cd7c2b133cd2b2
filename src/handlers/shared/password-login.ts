import { AdminInitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { CallRequest, Cognito } from './cognito';
import { contextData } from './context-data';
import { userPoolId } from './user-pool';
import { clientId } from './user-pool-client';

/** One login by email and password. */
export async function passwordLogin(
  cognito: Cognito,
  { email, password }: { readonly email: string; readonly password: string },
  request: CallRequest & { readonly event: APIGatewayProxyEvent },
) {
  return cognito.call('AdminInitiateAuth', new AdminInitiateAuthCommand({
    UserPoolId: userPoolId,
    ClientId: clientId,
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: email, PASSWORD: password },
    ContextData: contextData(request.event),
  }), request);
}
