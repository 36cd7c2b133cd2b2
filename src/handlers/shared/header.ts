import type { APIGatewayProxyEvent } from 'aws-lambda';

/** A request header, whatever the case of its name; the last one where it came more than once. */
export function header(event: APIGatewayProxyEvent, lowerCaseName: string): string | undefined {
  for (const [name, value] of Object.entries(event.headers ?? {})) {
    if (name.toLowerCase() === lowerCaseName && typeof value === 'string') {
      return value;
    }
  }
  return undefined;
}
