import { randomUUID } from 'node:crypto';
import { JsonObject, objectOf } from '../assembly/template';
import { CognitoError } from '../cognito';
import { serviceError } from './service-call';
import { ServiceHandler } from './service-endpoint';
import { TemplateSecret } from './template-secrets';
import { HeaderList } from '../gateway/http-message';
import { RoleAuthorizer } from '../iam/role-authorizer';

/** A secret, and the one version of it that there is. */
interface StoredSecret extends TemplateSecret {
  readonly versionId: string;
  /** Seconds since the epoch. */
  readonly createdAt: number;
}

/** Serves GetSecretValue of AWS Secrets Manager for the secrets of a stack, under the rights of the calling function's role. */
export function secretsManagerHandler(
  secrets: readonly TemplateSecret[], authorizer: RoleAuthorizer, { account, region }: { readonly account: string; readonly region: string },
): ServiceHandler {
  const stored = secrets.map((secret) => ({ ...secret, versionId: randomUUID(), createdAt: Date.now() / 1000 }));
  return async (call) => {
    try {
      if (call.operation !== 'GetSecretValue') {
        throw new CognitoError('UnknownOperationException', `The local stack serves GetSecretValue of Secrets Manager, and not ${call.operation}`);
      }
      const input = parse(call.request.body);
      if (typeof input.SecretId !== 'string' || input.SecretId === '') {
        throw new CognitoError('InvalidParameterException', 'You must provide a value for the SecretId parameter.');
      }
      const secret = find(stored, input.SecretId);
      // Before anything is said of the secret, as IAM does: who may not read it does not learn whether it exists.
      authorizer.authorize(call.accessKeyId, 'secretsmanager:GetSecretValue', secret?.arn ?? arnOf(input.SecretId, region, account));
      const headers = new HeaderList([['Content-Type', 'application/x-amz-json-1.1'], ['x-amzn-RequestId', randomUUID()]]);
      return { status: 200, headers, body: Buffer.from(JSON.stringify(valueOf(secret, input))) };
    } catch (error) {
      if (!(error instanceof CognitoError)) throw error;
      return serviceError(call, 400, error.name, error.message);
    }
  };
}

function valueOf(secret: StoredSecret | undefined, { VersionId, VersionStage = 'AWSCURRENT' }: JsonObject): object {
  if (!secret) throw notFound('Secrets Manager can\'t find the specified secret.');
  const { arn, name, value, versionId, createdAt } = secret;
  if (VersionStage !== 'AWSCURRENT' || value === undefined) {
    throw notFound(`Secrets Manager can't find the specified secret value for staging label: ${String(VersionStage)}`);
  }
  if (VersionId !== undefined && VersionId !== versionId) {
    throw notFound(`Secrets Manager can't find the specified secret value for VersionId: ${String(VersionId)}`);
  }
  return { ARN: arn, CreatedDate: createdAt, Name: name, SecretString: value, VersionId: versionId, VersionStages: ['AWSCURRENT'] };
}

/** By ARN, by ARN without its last six characters, or by name. */
function find(secrets: readonly StoredSecret[], secretId: string): StoredSecret | undefined {
  return secrets.find(({ arn, name }) => [arn, arn.slice(0, -7), name].includes(secretId));
}

function arnOf(secretId: string, region: string, account: string): string {
  return secretId.startsWith('arn:') ? secretId : `arn:aws:secretsmanager:${region}:${account}:secret:${secretId}`;
}

const notFound = (message: string) => new CognitoError('ResourceNotFoundException', message);

function parse(body: Buffer): JsonObject {
  try {
    return objectOf(JSON.parse(body.toString('utf8') || '{}'));
  } catch {
    throw new CognitoError('SerializationException', 'Request body is not JSON');
  }
}
