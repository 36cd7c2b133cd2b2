import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';

/** The client as the SDK makes it without options, bundled by esbuild without options. */
export const client = new CognitoIdentityProviderClient({});

export const answer = (statusCode: number, body: object) => ({
  statusCode,
  headers: { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' },
  body: JSON.stringify(body),
});
