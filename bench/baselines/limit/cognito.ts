import { createHash, createHmac } from 'node:crypto';
import { Agent, request } from 'node:https';

/*
 * The least that a signed call to Cognito can cost in Node.js: no client, no retries, no validation, no error model.
 * Nothing that ships is built like this; it is what the shipped handlers are held against.
 */

const {
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  AWS_SESSION_TOKEN: sessionToken,
} = process.env as Record<string, string>;
const host = `cognito-idp.${region}.amazonaws.com`;
const agent = new Agent({ keepAlive: true });

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** Signature Version 4. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function signedHeaders(target: string, body: string): Record<string, string> {
  const now = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const date = now.slice(0, 8);
  const headers: Record<string, string> = {
    'content-type': 'application/x-amz-json-1.1',
    host,
    'x-amz-date': now,
    'x-amz-security-token': sessionToken,
    'x-amz-target': target,
  };
  const names = Object.keys(headers).join(';');
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`).join('');
  const scope = `${date}/${region}/cognito-idp/aws4_request`;
  const toSign = `AWS4-HMAC-SHA256\n${now}\n${scope}\n${sha256(`POST\n/\n\n${lines}\n${names}\n${sha256(body)}`)}`;
  const key = [date, region, 'cognito-idp', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  return { ...headers, authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}` };
}

function exchange(method: string, headers: Record<string, string>, body?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request({ host, method, path: '/', headers, agent }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts).toString()));
    }).on('error', reject).end(body);
  });
}

export async function call(operation: string, input: object) {
  const body = JSON.stringify(input);
  return JSON.parse(await exchange('POST', signedHeaders(`AWSCognitoIdentityProviderService.${operation}`, body), body));
}

/** The connection, opened while the process starts. */
export const ready = process.env.PRIME === 'off' ? undefined : exchange('GET', {});

export const answer = (statusCode: number, body: object) => ({
  statusCode,
  headers: { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' },
  body: JSON.stringify(body),
});
