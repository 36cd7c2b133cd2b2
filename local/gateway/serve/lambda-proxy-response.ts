import { GatewayError } from './gateway-error';
import { isObject } from '../../assembly/template';
import { HeaderList, type HttpReply, type HttpRequest, matchesMediaType, mediaType } from '../http-message';
import type { RestApi } from '../model/rest-api';

const MEMBERS = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded']);

/** Headers that API Gateway renames to `x-amzn-Remapped-…` in a function's response. */
const REMAPPED = new Set(['connection', 'content-md5', 'date', 'server', 'trailer', 'upgrade', 'www-authenticate']);
const DROPPED = new Set(['content-length', 'transfer-encoding', 'x-amzn-requestid', 'x-amz-apigw-id']);

/**
 * Turns the result of a function into the HTTP response.
 *
 * @throws GatewayError with status 502 where it is not a valid proxy response
 */
export function readProxyResponse(result: unknown, api: RestApi, request: HttpRequest): HttpReply {
  if (!isObject(result) || Object.keys(result).some((member) => !MEMBERS.has(member))) throw malformed();
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = result;
  const status = statusCode === undefined ? 200 : Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) throw malformed();
  if (body !== undefined && body !== null && typeof body !== 'string') throw malformed();
  const isBinary = isBase64Encoded === true && matchesMediaType(mediaType(request.headers.get('accept')), api.binaryMediaTypes);
  return {
    status,
    headers: readHeaders(headers, multiValueHeaders),
    body: Buffer.from(body ?? '', isBinary ? 'base64' : 'utf8'),
  };
}

function readHeaders(single: unknown, multiple: unknown): HeaderList {
  const fields = new HeaderList([['Content-Type', 'application/json']]);
  const lists = new Map(membersOf(multiple).map(([name, values]) => [name, Array.isArray(values) ? values : [values]]));
  for (const [name, value] of membersOf(single)) {
    const list = [...lists.entries()].find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1] ?? [];
    if (!list.includes(value)) put(fields, name, [value], true);
  }
  for (const [name, values] of lists) put(fields, name, values, fields.get(name) === undefined || name.toLowerCase() === 'content-type');
  return fields;
}

function membersOf(value: unknown): [string, unknown][] {
  if (value === undefined || value === null) return [];
  if (!isObject(value)) throw malformed();
  return Object.entries(value);
}

function put(fields: HeaderList, name: string, values: readonly unknown[], replaces: boolean): void {
  const lower = name.toLowerCase();
  if (DROPPED.has(lower)) return;
  const target = REMAPPED.has(lower) ? `x-amzn-Remapped-${name}` : name;
  if (replaces) fields.delete(target);
  for (const value of values) {
    if (!['string', 'number', 'boolean'].includes(typeof value)) throw malformed();
    fields.append(target, String(value));
  }
}

function malformed(): GatewayError {
  return new GatewayError('INTEGRATION_FAILURE', { status: 502 });
}
