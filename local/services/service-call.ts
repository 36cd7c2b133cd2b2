import { AwsService, serviceOfSignature } from './aws-services';
import { HeaderList, HttpReply, HttpRequest } from '../gateway/http-message';

/** A request of an SDK to a service of AWS. */
export interface ServiceCall {
  readonly request: HttpRequest;
  readonly service: AwsService;
  /** Such as `GetItem`, or `PUT /photos/a.png` where the protocol has no name for it. */
  readonly operation: string;
  /** Who signed it. */
  readonly accessKeyId?: string;
}

/** `Credential=<key id>/<date>/<region>/<service>/aws4_request`; SigV4a has no region in it. */
const CREDENTIAL = /(?:Credential=|^)([^/,\s]+)\/\d{8}\/(?:[\w-]+\/)?([\w-]+)\/aws4_request/;

/** Reads from its signature and its protocol what a request asks of whom. */
export function readServiceCall(request: HttpRequest): ServiceCall {
  const presigned = request.query.find(([name]) => name === 'X-Amz-Credential')?.[1];
  const [, accessKeyId, signingName] = CREDENTIAL.exec(request.headers.get('authorization') ?? presigned ?? '') ?? [];
  const target = request.headers.get('x-amz-target');
  const service = signingName ? serviceOfSignature(signingName) : { name: 'An AWS service', signingName: '', variable: '<SERVICE>' };
  return { request, service, accessKeyId, operation: target?.split('.').at(-1) ?? queryAction(request) ?? cborOperation(request) ?? `${request.method} ${request.path}` };
}

/** The protocols `awsQuery` and `ec2Query` send a form. */
function queryAction({ headers, body }: HttpRequest): string | undefined {
  if (!headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')) return undefined;
  return new URLSearchParams(body.toString('utf8')).get('Action') ?? undefined;
}

function cborOperation({ path }: HttpRequest): string | undefined {
  return /^\/service\/\w+\/operation\/(\w+)$/.exec(path)?.[1];
}

/**
 * An error in the form that the protocol of the call has for it, so that each SDK shows its message.
 *
 * @see https://smithy.io/2.0/aws/protocols/index.html
 */
export function serviceError({ request, service }: ServiceCall, status: number, code: string, message: string): HttpReply {
  const reply = (type: string, body: Buffer | string, ...fields: [string, string][]): HttpReply =>
    ({ status, headers: new HeaderList([['Content-Type', type], ...fields]), body: Buffer.from(body) });
  if (request.headers.get('smithy-protocol') === 'rpc-v2-cbor') {
    return reply('application/cbor', cborMap({ __type: code, message }), ['smithy-protocol', 'rpc-v2-cbor']);
  }
  const contentType = request.headers.get('content-type') ?? '';
  const error = `<Code>${code}</Code><Message>${escapeXml(message)}</Message>`;
  if (service.signingName === 's3') return reply('application/xml', `<Error>${error}</Error>`);
  if (service.signingName === 'ec2') return reply('application/xml', `<Response><Errors><Error>${error}</Error></Errors></Response>`);
  if (contentType.startsWith('application/x-www-form-urlencoded') || ['cloudfront', 'route53'].includes(service.signingName)) {
    return reply('application/xml', `<ErrorResponse><Error><Type>Sender</Type>${error}</Error></ErrorResponse>`);
  }
  const type = contentType.startsWith('application/x-amz-json') ? contentType : 'application/json';
  return reply(type, JSON.stringify({ __type: code, message }), ['x-amzn-ErrorType', code]);
}

function escapeXml(text: string): string {
  return text.replace(/[<>&'"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A map of texts in CBOR (RFC 8949): major type 5 for the map, 3 for each text. */
function cborMap(members: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(members).flat().map((text) => {
    const bytes = Buffer.from(text);
    return Buffer.concat([Buffer.from([0x79, Math.floor(bytes.length / 256), bytes.length % 256]), bytes]);
  });
  return Buffer.concat([Buffer.from([0xa0 + Object.keys(members).length]), ...entries]);
}
