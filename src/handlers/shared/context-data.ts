import { isIP } from 'node:net';
import type { ContextDataType } from '@aws-sdk/client-cognito-identity-provider';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { header } from './header';

/** Headers that tell devices apart; no other is handed on. */
const FORWARDED = ['user-agent', 'accept-language'];

/**
 * Who calls, for Cognito's threat protection, which would otherwise see the function. The address is the gateway's
 * own reading; whatever a client writes into X-Forwarded-For is not.
 *
 * The operations without IAM take no such context from an app client without a secret.
 */
export function contextData(event: APIGatewayProxyEvent): ContextDataType | undefined {
  const { identity, domainName, path } = event.requestContext ?? {};
  if (!identity || !isIP(identity.sourceIp)) {
    return undefined;
  }
  return {
    IpAddress: identity.sourceIp,
    ServerName: domainName ?? '',
    ServerPath: path ?? '',
    HttpHeaders: FORWARDED.flatMap((name) => {
      const value = header(event, name)?.replace(/[^\x20-\x7E]/g, '').slice(0, 512);
      return value ? [{ headerName: name, headerValue: value }] : [];
    }),
  };
}
