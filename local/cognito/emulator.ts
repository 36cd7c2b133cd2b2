import { performance } from 'node:perf_hooks';
import { MovableClock } from '../clock';
import { Outbox } from '../outbox';
import { clientSecretOf } from './client-secret/client-secrets';
import { CognitoError, invalidParameter, invalidSession, resourceNotFound, userDisabled } from './errors';
import { clientIdOf, poolIdOf } from './identifiers';
import type { Operation, Standing } from './operations/operation';
import { OPERATIONS } from './operations/table';
import type { CognitoEmulatorOptions } from './options';
import { emptyPoolState, type PoolStates } from './pool/pool-state';
import { UserPool, type PoolIdentity, type Surroundings } from './pool/user-pool';
import { RequestQuotas } from './quotas/request-quotas';
import { checkRequest } from './request/shapes';
import { startServer, type RunningServer } from './server';
import { clientSettings } from './settings/client-settings';
import { poolSettings } from './settings/pool-settings';
import { PropertyReader } from './settings/properties';
import { authenticate } from './tokens/access-token';

/** Amazon Cognito user pools in one process: real requests, real rules, no account. */
export class CognitoEmulator {
  private readonly pools = new Map<string, UserPool>();
  private readonly poolsByLogicalId = new Map<string, UserPool>();
  private readonly poolsByIssuer = new Map<unknown, UserPool>();
  private readonly poolsByClient = new Map<string, UserPool>();
  private readonly region: string;
  private readonly accountId: string;
  private readonly surroundings: Surroundings;
  private readonly states: PoolStates;
  private readonly quotas?: RequestQuotas;

  public constructor(private readonly options: CognitoEmulatorOptions = {}) {
    this.region = options.region ?? 'us-east-1';
    this.accountId = options.accountId ?? '123456789012';
    this.states = options.states ?? new Map();
    const clock = options.clock ?? new MovableClock();
    this.surroundings = { clock, outbox: options.outbox ?? new Outbox(clock), invokeTrigger: options.invokeTrigger };
    this.quotas = options.quotas && new RequestQuotas(options.quotas, clock);
  }

  /**
   * @param properties resolved properties of AWS::Cognito::UserPool
   * @returns what `Ref` and `Fn::GetAtt` give in CloudFormation
   * @throws Error for a property that the emulator does not know or cannot honour
   */
  public addUserPool(logicalId: string, properties: Record<string, unknown>): { id: string; arn: string; providerName: string; providerUrl: string } {
    const id = poolIdOf(this.region, this.accountId, logicalId);
    if (this.pools.has(id)) throw new Error(`UserPool '${logicalId}': there is one of that logical id already`);
    const identity = this.identityOf(id);
    const settings = poolSettings(logicalId, properties);
    const state = this.states.get(logicalId) ?? emptyPoolState(settings, this.surroundings.clock);
    this.states.set(logicalId, state);
    const pool = new UserPool(identity, settings, state, this.surroundings);
    this.pools.set(id, pool);
    this.poolsByLogicalId.set(logicalId, pool);
    this.poolsByIssuer.set(identity.providerUrl, pool);
    const { arn, providerName, providerUrl } = identity;
    return { id, arn, providerName, providerUrl };
  }

  /**
   * @param properties resolved properties of AWS::Cognito::UserPoolClient
   * @returns its id, and its secret where it has one
   * @throws Error for a property that the emulator does not know or cannot honour
   */
  public addUserPoolClient(logicalId: string, properties: Record<string, unknown>): { id: string; secret?: string } {
    const reader = new PropertyReader(`UserPoolClient '${logicalId}'`, properties);
    const pool = this.poolOfProperties(reader);
    const settings = clientSettings(logicalId, properties, pool.settings.schema);
    const id = clientIdOf(pool.identity.id, logicalId, settings.hasSecret);
    if (this.poolsByClient.has(id)) throw new Error(`UserPoolClient '${logicalId}': there is one of that logical id already`);
    const secret = settings.hasSecret ? clientSecretOf(pool.clientSecrets, id) : undefined;
    pool.clients.set(id, { id, secret, settings });
    this.poolsByClient.set(id, pool);
    return { id, secret };
  }

  /** @param properties resolved properties of AWS::Cognito::UserPoolGroup */
  public addUserPoolGroup(logicalId: string, properties: Record<string, unknown>): void {
    const reader = new PropertyReader(`UserPoolGroup '${logicalId}'`, properties);
    reader.onlyKnows(['UserPoolId', 'GroupName', 'Description', 'Precedence', 'RoleArn']);
    const pool = this.poolOfProperties(reader);
    const name = reader.text('GroupName') ?? logicalId;
    if (pool.groups.has(name)) throw reader.error('GroupName', `the pool has a group '${name}' already`);
    pool.groups.set(name, {
      name,
      description: reader.text('Description'),
      precedence: reader.integer('Precedence', 0, 2 ** 31 - 1),
      roleArn: reader.text('RoleArn'),
      createdAt: this.surroundings.clock.now(),
    });
  }

  /**
   * Runs one operation of the API.
   * @param accessKeyId of the caller's signature; undefined is an unsigned call
   * @throws CognitoError
   */
  public async call(operation: string, input: Record<string, unknown>, accessKeyId?: string): Promise<object> {
    const started = performance.now();
    const finish = (outcome: string) => this.options.onCall?.({
      operation,
      ...accessKeyId === undefined ? {} : { accessKeyId },
      ...typeof input.UserPoolId === 'string' ? { userPoolId: input.UserPoolId } : {},
      outcome,
      milliseconds: performance.now() - started,
    });
    try {
      const output = await this.dispatch(operation, input, accessKeyId);
      finish('ok');
      return output;
    } catch (error) {
      finish(error instanceof CognitoError ? error.name : 'InternalErrorException');
      throw error;
    }
  }

  /** The user pools by their logical ids, in the order in which they were added. */
  public get userPools(): ReadonlyMap<string, UserPool> {
    return this.poolsByLogicalId;
  }

  /** The public keys of a pool's tokens. */
  public jwks(userPoolId: string): { keys: object[] } {
    return this.poolOf(userPoolId).keys.jwks();
  }

  /**
   * Serves the API on 127.0.0.1, and nowhere else.
   * @param port @default - any free one
   */
  public async listen(port = 0): Promise<RunningServer> {
    const server = await startServer(this, port);
    this.pools.forEach(({ keys }) => keys.prepare());
    return server;
  }

  /**
   * Takes over what lives in the pools from the emulator that had it before.
   * @returns the pools whose users sign in by other names than before
   */
  public takeOver(): PoolIdentity[] {
    const changed = [...this.pools.values()].filter(({ users, settings }) => users.differsFrom(settings));
    changed.forEach(({ users, settings }) => users.signInBy(settings));
    return changed.map(({ identity }) => identity);
  }

  private async dispatch(name: string, input: Record<string, unknown>, accessKeyId: string | undefined): Promise<object> {
    const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
    if (!operation) {
      console.error(`Cognito: the local stack does not serve the operation ${name}`);
      throw new CognitoError('UnknownOperationException', `The local stack does not serve the operation ${name}`);
    }
    if (operation.caller === 'administrator') this.authorize(name, input, accessKeyId);
    this.quotas?.countCall(name);
    const checked = checkRequest(operation.input, input) as Record<string, unknown>;
    const standing = this.standing(operation, checked);
    const user = this.quotas && calledFor(standing, checked);
    if (user !== undefined) this.quotas?.countCallFor(user, name);
    return operation.run(standing, checked as never);
  }

  // Before anything else, as IAM does: who may not call learns nothing from the answer.
  private authorize(operation: string, { UserPoolId }: Record<string, unknown>, accessKeyId: string | undefined): void {
    if (accessKeyId === undefined) throw new CognitoError('MissingAuthenticationTokenException', 'Missing Authentication Token');
    this.options.authorizer?.authorize(accessKeyId, `cognito-idp:${operation}`, this.identityOf(typeof UserPoolId === 'string' ? UserPoolId : '').arn);
  }

  private standing({ caller }: Operation, input: Record<string, unknown>): Standing {
    if (caller === 'administrator') return { pool: this.poolOf(String(input.UserPoolId)) };
    if (caller === 'client') return this.standingOfClient(String(input.ClientId));
    if (caller === 'user or session' && input.Session !== undefined) return this.standingOfSession(input);
    return authenticate(String(input.AccessToken ?? ''), (issuer) => this.poolsByIssuer.get(issuer));
  }

  private standingOfClient(clientId: string): Standing {
    const pool = this.poolsByClient.get(clientId);
    const client = pool?.clients.get(clientId);
    if (!pool || !client) throw resourceNotFound(`User pool client ${clientId} does not exist.`);
    return { pool, client };
  }

  private standingOfSession({ Session, AccessToken }: Record<string, unknown>): Standing {
    if (AccessToken !== undefined) throw invalidParameter('Only one of AccessToken and Session can be given');
    for (const pool of this.pools.values()) {
      if (!pool.sessions.has(String(Session))) continue;
      const session = pool.sessions.find(String(Session));
      const user = pool.user(session.sub);
      if (!user.enabled) throw userDisabled();
      return { pool, session, client: pool.clients.get(session.clientId), user };
    }
    throw invalidSession();
  }

  private poolOf(id: string): UserPool {
    const pool = this.pools.get(id);
    if (!pool) throw resourceNotFound(`User pool ${id} does not exist.`);
    return pool;
  }

  private poolOfProperties(reader: PropertyReader): UserPool {
    const id = reader.requiredText('UserPoolId');
    const pool = this.pools.get(id);
    if (!pool) throw reader.error('UserPoolId', `there is no user pool ${id}; add it first`);
    return pool;
  }

  private identityOf(id: string): PoolIdentity {
    const providerName = `cognito-idp.${this.region}.amazonaws.com/${id}`;
    return {
      id,
      arn: `arn:aws:cognito-idp:${this.region}:${this.accountId}:userpool/${id}`,
      region: this.region,
      providerName,
      providerUrl: `https://${providerName}`,
    };
  }
}

/** What is the same in each call for one user, under whichever of their names; undefined where a call names none. */
function calledFor({ pool, user }: Standing, { Username, AuthParameters, ChallengeResponses }: Record<string, unknown>): string | undefined {
  if (user) return user.sub;
  const name = Username ?? usernameIn(AuthParameters) ?? usernameIn(ChallengeResponses);
  return typeof name === 'string' ? pool.users.find(name)?.sub ?? `${pool.identity.id} ${name.toLowerCase()}` : undefined;
}

function usernameIn(parameters: unknown): unknown {
  return (parameters as Record<string, unknown> | undefined)?.USERNAME;
}
