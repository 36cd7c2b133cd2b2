import { EnvironmentOptions, functionEnvironment } from './environment';
import { FunctionError } from './function-error';
import { FunctionPool } from './function-pool';
import { isNodeRuntime, LambdaFunction } from './lambda-function';

/** One line that a function printed. */
export interface FunctionLogLine {
  readonly functionName: string;
  readonly line: string;
}

/** One process that was started for a function. */
export interface FunctionStart {
  readonly logicalId: string;
  readonly pid: number;
}

/** How the functions of a stack are run. */
export interface FunctionRuntimeOptions extends EnvironmentOptions {
  /** Where one function finds Cognito. @default - where every function does */
  readonly cognitoEndpointOf?: (logicalId: string) => string;
  /** Receives every line that a function prints to stdout or stderr. */
  readonly onLog?: (line: FunctionLogLine) => void;
  /** Receives every process that is started. */
  readonly onStart?: (started: FunctionStart) => void;
}

/** Runs the Node.js functions of a stack, each in processes of its own. */
export class FunctionRuntime {
  private readonly pools: ReadonlyMap<string, FunctionPool>;

  constructor(functions: readonly LambdaFunction[], private readonly options: FunctionRuntimeOptions) {
    this.pools = new Map(functions.map((lambda) => [lambda.arn, new FunctionPool(
      lambda,
      functionEnvironment(lambda, { ...options, cognitoEndpoint: options.cognitoEndpointOf?.(lambda.logicalId) ?? options.cognitoEndpoint }),
      (line) => options.onLog?.({ functionName: lambda.name, line }),
      (pid) => options.onStart?.({ logicalId: lambda.logicalId, pid }),
    )]));
    for (const lambda of functions.filter((candidate) => !isNodeRuntime(candidate.runtime))) this.report(lambda, notNode(lambda));
  }

  /** The function behind an ARN; a version or alias at its end is passed over. */
  find(functionArn: string): LambdaFunction | undefined {
    return this.poolOf(functionArn)?.lambda;
  }

  /**
   * Invokes a function and waits for its answer.
   *
   * @param functionArn - with or without a version or alias
   * @throws FunctionError where there is no such function, or it fails
   */
  async invoke(functionArn: string, event: object): Promise<unknown> {
    const pool = this.poolOf(functionArn);
    if (!pool) throw new FunctionError({ errorType: 'ResourceNotFoundException', errorMessage: `Function not found: ${functionArn}` });
    if (!isNodeRuntime(pool.lambda.runtime)) throw new FunctionError({ errorType: 'InvalidRuntimeException', errorMessage: notNode(pool.lambda) });
    try {
      return await pool.invoke(event);
    } catch (error) {
      // A handler that threw has printed its own error; of the other failures the developer would see nothing.
      if (error instanceof FunctionError && /^(Sandbox|Runtime|Function|TooMany)/.test(error.payload.errorType)) this.report(pool.lambda, error.message);
      throw error;
    }
  }

  /** Ends every process of every function. */
  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.close()));
  }

  private report(lambda: LambdaFunction, line: string): void {
    this.options.onLog?.({ functionName: lambda.name, line });
  }

  private poolOf(functionArn: string): FunctionPool | undefined {
    return this.pools.get(functionArn.split(':').slice(0, 7).join(':'));
  }
}

function notNode(lambda: LambdaFunction): string {
  return `${lambda.logicalId} (AWS::Lambda::Function) has the runtime '${lambda.runtime}'; the local stack runs only Node.js functions`;
}
