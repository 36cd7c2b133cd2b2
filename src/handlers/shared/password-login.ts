import { AdminInitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { CallRequest, Cognito } from './cognito';
import { contextData } from './context-data';
import { userPoolId } from './user-pool';
import { clientId } from './user-pool-client';

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** One login by email and password. */
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
