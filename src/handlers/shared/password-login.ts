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

export function passwordLoginCommand({ email, password }: Credentials, event?: APIGatewayProxyEvent): AdminInitiateAuthCommand {
  return new AdminInitiateAuthCommand({
    UserPoolId: userPoolId,
    ClientId: clientId,
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: email, PASSWORD: password },
    ContextData: event && contextData(event),
  });
}

/** One login by email and password. */
export async function passwordLogin(cognito: Cognito, credentials: Credentials, request: CallRequest & { readonly event: APIGatewayProxyEvent }) {
  return cognito.call('AdminInitiateAuth', passwordLoginCommand(credentials, request.event), request);
}
