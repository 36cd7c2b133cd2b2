import { CognitoError } from '../errors';
import type { PoolIdentity } from '../pool/user-pool';
import type { TRIGGERS, TriggerFunctions } from '../settings/lambda-config';

/** Runs a Lambda function and returns the event it hands back. */
export type InvokeTrigger = (functionArn: string, event: object) => Promise<object>;

export type TriggerName = typeof TRIGGERS[number] | 'PreTokenGeneration';

export interface TriggerCall {
  /** For instance `PreSignUp_AdminCreateUser`. */
  readonly source: string;
  readonly userName: string | undefined;
  /** Absent in administrators' calls. */
  readonly clientId?: string;
  readonly request: object;
  /** The members that the function may fill in. */
  readonly response?: object;
  /** Of the event; only PreTokenGeneration has another than 1. */
  readonly version?: '1' | '2';
}

/** Calls the Lambda triggers of a pool. https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html */
export class Triggers {
  public constructor(
    private readonly pool: PoolIdentity, private readonly functions: TriggerFunctions, private readonly invoke?: InvokeTrigger,
  ) {
    if (!invoke && Object.keys(functions).some((name) => name !== 'preTokenGenerationVersion')) {
      throw new Error(`user pool ${pool.id}: it has Lambda triggers, but nothing to run them with was given`);
    }
  }

  public get preTokenGenerationVersion(): 'V1_0' | 'V2_0' {
    return this.functions.preTokenGenerationVersion;
  }

  public has(name: TriggerName): boolean {
    return this.functions[name] !== undefined;
  }

  /**
   * @returns the response that the function filled in, undefined where the pool has no such trigger
   * @throws CognitoError UserLambdaValidationException, InvalidLambdaResponseException
   */
  public async run(name: TriggerName, call: TriggerCall): Promise<Readonly<Record<string, unknown>> | undefined> {
    const functionArn = this.functions[name];
    if (functionArn === undefined) return undefined;
    const event = {
      version: call.version ?? '1',
      triggerSource: call.source,
      region: this.pool.region,
      userPoolId: this.pool.id,
      ...call.userName === undefined ? {} : { userName: call.userName },
      callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: call.clientId ?? 'CLIENT_ID_NOT_APPLICABLE' },
      request: call.request,
      response: call.response ?? {},
    };
    return responseOf(await this.invokeFunction(name, functionArn, event));
  }

  private async invokeFunction(name: TriggerName, functionArn: string, event: object): Promise<unknown> {
    try {
      return await this.invoke!(functionArn, event);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new CognitoError('UserLambdaValidationException', `${name} failed with error ${message.replace(/\.$/, '')}.`);
    }
  }
}

function responseOf(event: unknown): Readonly<Record<string, unknown>> {
  const response = isObject(event) ? event.response : undefined;
  if (!isObject(response)) throw new CognitoError('InvalidLambdaResponseException', 'Unrecognizable lambda output');
  return response;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
