import { Duration, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { HandlerName, HANDLERS } from './settings';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { HandlerFunctionOptions } from '../../handler-function-options';
import { HandlerFunctions } from '../../handler-functions';
import { AUTHORIZER_ENV, ENV } from '../../routes/contract';
import { Settings } from '../settings';
import { isKnown, throwInvalid, validateDuration, validateWholeNumber } from '../validation';

const OLDEST_NODE = 22;

type Refusals = { readonly [option in keyof lambda.FunctionProps]?: string };

const CUSTOM_RESOURCE = 'makes a custom resource; set \'functionOptions.logGroup\' instead';
const NOT_ASYNCHRONOUS = 'has no effect, as API Gateway waits for the answer; leave it out';

/** What cannot be right for any function, and why. */
const REFUSED: Refusals = {
  role: 'would let every function do what each may; leave it out, and give more rights by \'initialPolicy\'',
  code: 'is set by the construct; leave it out',
  handler: 'is set by the construct; leave it out',
  logRetention: CUSTOM_RESOURCE,
  logRetentionRole: CUSTOM_RESOURCE,
  logRetentionRetryOptions: CUSTOM_RESOURCE,
  logRemovalPolicy: 'has no effect beside a log group; set \'removalPolicy\', or \'functionOptions.logGroup\'',
  deadLetterQueue: NOT_ASYNCHRONOUS,
  deadLetterQueueEnabled: NOT_ASYNCHRONOUS,
  deadLetterTopic: NOT_ASYNCHRONOUS,
  maxEventAge: NOT_ASYNCHRONOUS,
  onFailure: NOT_ASYNCHRONOUS,
  onSuccess: NOT_ASYNCHRONOUS,
  retryAttempts: NOT_ASYNCHRONOUS,
  tenancyConfig: 'wants a tenant named with each request, which API Gateway does not do here; leave it out',
  durableConfig: 'is for functions that go on after their answer, which none here does; leave it out',
  events: 'would send what no function of the construct understands; leave it out',
};

/** What cannot hold for several functions at once. */
const REFUSED_FOR_ALL: Refusals = { functionName: 'would give several functions the same name; leave it out, or set it in \'functions\'' };

/** What must hold for all functions at once. */
const REFUSED_FOR_ONE: Refusals = { logGroup: 'would take its lines out of the metrics; set \'functionOptions.logGroup\' for all of them' };

/** What cannot hold for the authorizers, of which there may be several. */
const REFUSED_FOR_AUTHORIZERS: Refusals = { functionName: 'would give several authorizers the same name; leave it out' };

export function validateFunctionOptions(scope: Construct, props: CognitoPasswordAuthApiProps): void {
  validateLogGroup(scope, props);
  if (props.functionOptions) validateOptions('functionOptions', props.functionOptions, { ...REFUSED, ...REFUSED_FOR_ALL });
  for (const [member, options] of Object.entries<HandlerFunctionOptions | undefined>({ ...props.functions })) {
    if (!options) continue;
    const refused = { ...REFUSED, ...REFUSED_FOR_ONE, ...member === 'authorizer' ? REFUSED_FOR_AUTHORIZERS : {} };
    validateOptions(`functions.${member}`, options, refused);
  }
}

/** Options need a function that they configure, and those for one function must fit those for all. */
export function validateConfiguredFunctions({ functions = {} }: CognitoPasswordAuthApiProps, settings: Settings): void {
  const names: HandlerName[] = [...new Set(settings.routes.map((route) => route.function)), 'authorizer'];
  const members = names.map((name) => HANDLERS[name]);
  const unused = Object.entries({ ...functions }).find(([member, options]) => options && !members.includes(member as keyof HandlerFunctions));
  if (unused) throwInvalid(`'functions.${unused[0]}' has no effect, as no route here is served by that function; leave it out`);
  for (const name of names) validateConcurrency(HANDLERS[name], settings.functions.handlers[name].options);
}

function validateOptions(prop: string, options: HandlerFunctionOptions, refused: Refusals): void {
  for (const [name, reason] of Object.entries(refused)) {
    if (options[name as keyof HandlerFunctionOptions] !== undefined) throwInvalid(`'${prop}.${name}' ${reason}`);
  }
  validateRuntime(prop, options);
  // API Gateway gives up after 29 seconds, and the handlers keep 1.5 seconds for their answer.
  validateDuration(`${prop}.timeout`, options.timeout, { min: Duration.seconds(3), max: Duration.seconds(28), unit: 'seconds' });
  validateWholeNumber(`${prop}.memorySize`, options.memorySize, { min: 128, max: 10_240 });
  validateWholeNumber(`${prop}.reservedConcurrentExecutions`, options.reservedConcurrentExecutions, { min: 0, max: 1_000_000 });
  validateWholeNumber(`${prop}.provisionedConcurrentExecutions`, options.provisionedConcurrentExecutions, { min: 1, max: 1_000_000 });
  validateEnvironment(prop, options);
  validateLogLevel(prop, options);
  if (options.currentVersionOptions?.provisionedConcurrentExecutions !== undefined) {
    throwInvalid(`'${prop}.currentVersionOptions.provisionedConcurrentExecutions' has no effect on what API Gateway invokes; set '${prop}.provisionedConcurrentExecutions'`);
  }
}

/** A function is told the name of its log group alone, which Lambda looks for where the function is. */
function validateLogGroup(scope: Construct, { functionOptions }: CognitoPasswordAuthApiProps): void {
  const { account, region } = functionOptions?.logGroup?.env ?? {};
  const own = Stack.of(scope);
  for (const [found, wanted] of [[account, own.account], [region, own.region]]) {
    if (isKnown(found) && isKnown(wanted) && found !== wanted) {
      throwInvalid(`'functionOptions.logGroup' is in ${found}, but the stack is in ${wanted}; pass a log group of the same account and Region`);
    }
  }
}

function validateRuntime(prop: string, { runtime }: HandlerFunctionOptions): void {
  if (!runtime) return;
  const version = /^nodejs(\d+)\.x$/.exec(runtime.name)?.[1];
  if (version === undefined || Number(version) < OLDEST_NODE) {
    throwInvalid(`'${prop}.runtime' is ${runtime.name}; use Node.js ${OLDEST_NODE} or newer`);
  }
}

function validateEnvironment(prop: string, { environment = {} }: HandlerFunctionOptions): void {
  const own = Object.values<string>({ ...ENV, ...AUTHORIZER_ENV }).find((name) => name in environment);
  if (own) throwInvalid(`'${prop}.environment' sets ${own}, which the construct itself sets; leave it out`);
}

/** The line of a request has no level, and so counts as INFO. */
const QUIET = ['WARN', 'ERROR', 'FATAL'];

function validateLogLevel(prop: string, options: HandlerFunctionOptions): void {
  for (const name of ['applicationLogLevelV2', 'applicationLogLevel'] as const) {
    const level = options[name];
    if (level && QUIET.includes(level)) {
      throwInvalid(`'${prop}.${name}' is ${level}, which drops the lines that metrics and alarms are made of; set it to INFO, DEBUG or TRACE`);
    }
  }
}

function validateConcurrency(member: string, options: HandlerFunctionOptions): void {
  const { currentVersionOptions, provisionedConcurrentExecutions: provisioned, reservedConcurrentExecutions: reserved } = options;
  if (currentVersionOptions && provisioned === undefined) {
    throwInvalid(`'currentVersionOptions' of the function '${member}' has no effect, as it has no version; set 'provisionedConcurrentExecutions', or leave it out`);
  }
  if (isKnown(provisioned) && isKnown(reserved) && provisioned > reserved) {
    throwInvalid(`'provisionedConcurrentExecutions' of the function '${member}' is ${provisioned}, more than the ${reserved} of its 'reservedConcurrentExecutions'; set it to no more`);
  }
}
