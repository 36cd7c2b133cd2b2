import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { refuse, validateDuration, validateWholeNumber } from './refuse';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { ENV } from '../../contract';
import { HandlerFunctionOptions } from '../../handler-function-options';

const OLDEST_NODE = 22;

/** What cannot hold for several functions at once, and why. */
const REFUSED: { readonly [option in keyof HandlerFunctionOptions]: string } = {
  functionName: 'would name several functions alike; leave it out',
  role: 'would let every function do what each may; leave it out, and give more rights by \'initialPolicy\'',
  logRetention: 'makes a custom resource; set \'functionOptions.logGroup\' instead',
  logRetentionRole: 'makes a custom resource; set \'functionOptions.logGroup\' instead',
  logRetentionRetryOptions: 'makes a custom resource; set \'functionOptions.logGroup\' instead',
  logRemovalPolicy: 'has no effect beside a log group; set \'removalPolicy\', or \'functionOptions.logGroup\'',
};

export function validateFunctionOptions({ functionOptions: options }: CognitoPasswordAuthApiProps): void {
  if (!options) return;
  for (const [name, reason] of Object.entries(REFUSED)) {
    if (options[name as keyof HandlerFunctionOptions] !== undefined) refuse(`'functionOptions.${name}' ${reason}`);
  }
  validateRuntime(options.runtime);
  // API Gateway gives up after 29 seconds, and the handlers keep 1.5 seconds for their answer.
  validateDuration('functionOptions.timeout', options.timeout, { min: Duration.seconds(3), max: Duration.seconds(28), unit: 'seconds' });
  validateWholeNumber('functionOptions.memorySize', options.memorySize, { min: 128, max: 10_240 });
  validateEnvironment(options);
}

function validateRuntime(runtime?: lambda.Runtime): void {
  if (!runtime) return;
  const version = /^nodejs(\d+)\.x$/.exec(runtime.name)?.[1];
  if (version === undefined || Number(version) < OLDEST_NODE) {
    refuse(`'functionOptions.runtime' is ${runtime.name}; use Node.js ${OLDEST_NODE} or newer`);
  }
}

function validateEnvironment({ environment = {} }: HandlerFunctionOptions): void {
  const own = Object.values<string>(ENV).find((name) => name in environment);
  if (own) refuse(`'functionOptions.environment' sets ${own}, which the construct itself sets; leave it out`);
}
