import { isIP } from 'node:net';
import type { ContextDataType } from '@aws-sdk/client-cognito-identity-provider';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { header } from '../http/header';

/** The headers that identify a device. No others are passed on. */
const FORWARDED = ['user-agent', 'accept-language'];

/**
 * The caller's address and device for Cognito's threat protection, which would otherwise see those of the function. API
 * Gateway determines the address, so a client cannot forge it with X-Forwarded-For.
 *
 * Only operations that need IAM credentials take this context. Others take the address alone, from a client with a secret.
 */
export function contextData(event: APIGatewayProxyEvent): ContextDataType | undefined {
  const address = callerAddress(event);
  if (!address) {
    return undefined;
  }
  const { domainName, path } = event.requestContext;
  return {
    IpAddress: address,
    ServerName: domainName ?? '',
    ServerPath: path ?? '',
    HttpHeaders: FORWARDED.flatMap((name) => {
      const value = header(event, name)?.replace(/[^\x20-\x7E]/g, '').slice(0, 512);
      return value ? [{ headerName: name, headerValue: value }] : [];
    }),
  };
}

/** The IP address of the caller; undefined if the event has none. */
export function callerAddress({ requestContext }: APIGatewayProxyEvent): string | undefined {
  const address = requestContext?.identity?.sourceIp;
  return address && isIP(address) ? address : undefined;
}
