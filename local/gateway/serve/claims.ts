/** Claims that API Gateway formats as dates. */
const DATES = new Set(['exp', 'iat']);

/**
 * The claims of a token as `requestContext.authorizer.claims` shows them: all values as strings, lists joined by
 * commas, `exp` and `iat` as dates such as `Tue Apr 04 18:39:39 UTC 2023`.
 */
export function claimsAsText(claims: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) =>
    [name, DATES.has(name) && typeof value === 'number' ? dateText(value) : asText(value)]));
}

function asText(value: unknown): string {
  if (Array.isArray(value)) return value.map(asText).join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function dateText(seconds: number): string {
  // toUTCString gives `Tue, 04 Apr 2023 18:39:39 GMT`.
  const [weekday, day, month, year, time] = new Date(seconds * 1000).toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${day} ${time} UTC ${year}`;
}
