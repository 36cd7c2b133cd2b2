import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { HandlerFunctionOptions } from '../../handler-function-options';
import { HandlerFunctions } from '../../handler-functions';
import { FunctionName } from '../../routes/route';
import { withDefaults } from '../defaults';

/** The functions of the routes, and the authorizers of custom routes. */
export type HandlerName = FunctionName | 'authorizer';

/** The member of the prop `functions` that configures each function. */
export const HANDLERS: { readonly [name in HandlerName]: keyof HandlerFunctions } = {
  'signup': 'signup',
  'signup-email-code': 'signup',
  'login': 'login',
  'challenge': 'challenge',
  'session': 'session',
  'password': 'password',
  'reset': 'reset',
  'account': 'account',
  'private': 'privateRoute',
  'authorizer': 'authorizer',
};

const DEFAULTS = {
  runtime: lambda.Runtime.NODEJS_24_X,
  architecture: lambda.Architecture.ARM_64,
  memorySize: 512,
  timeout: Duration.seconds(25),
};

export interface HandlerSettings {
  readonly options: HandlerFunctionOptions & typeof DEFAULTS;
  /** What the function does while it starts; everything if `undefined`. */
  readonly priming: 'rehearse' | 'off' | undefined;
}

export interface FunctionSettings {
  readonly handlers: { readonly [name in HandlerName]: HandlerSettings };
  /** The log group that the app passes for all functions. @default - one is created */
  readonly logGroup: logs.ILogGroupRef | undefined;
  /** Whether the app configures the authorizers, which exist only if a custom route needs them. */
  readonly configuresAuthorizer: boolean;
}

export function resolveFunctions(props: CognitoPasswordAuthApiProps): FunctionSettings {
  const handlers = Object.entries(HANDLERS).map(([name, member]) => [name, resolveHandler(props, member)]);
  return {
    handlers: Object.fromEntries(handlers) as FunctionSettings['handlers'],
    logGroup: props.functionOptions?.logGroup,
    configuresAuthorizer: props.functions?.authorizer !== undefined,
  };
}

/** The options of one function replace those of all functions, except `environment`, which is added to theirs. */
function resolveHandler(props: CognitoPasswordAuthApiProps, member: keyof HandlerFunctions): HandlerSettings {
  const { functionOptions, functions, primeConnections } = props;
  const given = functions?.[member];
  const options = {
    ...withDefaults(withDefaults<HandlerSettings['options']>(DEFAULTS, functionOptions), given),
    environment: { ...functionOptions?.environment, ...given?.environment },
  };
  return { options, priming: resolvePriming(primeConnections, options) };
}

/** By default a function in a VPC opens no connection, because there may be no way to Cognito yet. */
function resolvePriming(primeConnections: boolean | undefined, { vpc }: HandlerFunctionOptions): HandlerSettings['priming'] {
  if (primeConnections === false) return 'off';
  return primeConnections || vpc === undefined ? undefined : 'rehearse';
}
