import type { APIGatewayProxyEvent } from 'aws-lambda';

/** The value of a request header. Names are compared without regard to case; API Gateway keeps the last of several values. */
export function header(event: APIGatewayProxyEvent, lowerCaseName: string): string | undefined {
  for (const [name, value] of Object.entries(event.headers ?? {})) {
    if (name.toLowerCase() === lowerCaseName && typeof value === 'string') {
      return value;
    }
  }
  return undefined;
}
