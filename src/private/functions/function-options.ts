import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { HandlerFunctionOptions } from '../../handler-function-options';
import { HandlerFunctions } from '../../handler-functions';
import { FunctionName } from '../../routes/route';
import { withDefaults } from '../defaults';

/** The functions that there can be: those of the routes, and the authorizers of routes of the user's own. */
export type HandlerName = FunctionName | 'authorizer';

const DEFAULTS = {
  runtime: lambda.Runtime.NODEJS_24_X,
  architecture: lambda.Architecture.ARM_64,
  memorySize: 512,
  timeout: Duration.seconds(25),
};

/** Members of `functions` that are not called as their function: two modes have one sign-up function each, and `private` is a reserved word. */
const RENAMED: { readonly [name in HandlerName]?: keyof HandlerFunctions } = { 'signup-email-code': 'signup', 'private': 'privateRoute' };

/** The member of `functions` that shapes a function. */
export function memberOf(name: HandlerName): keyof HandlerFunctions {
  return RENAMED[name] ?? (name as keyof HandlerFunctions);
}

type Options = HandlerFunctionOptions & typeof DEFAULTS;

/** How one function runs: its own options over those of all functions over the defaults. */
export function functionOptionsOf({ functionOptions, functions }: CognitoPasswordAuthApiProps, name: HandlerName): Options {
  const own = functions?.[memberOf(name)];
  return {
    ...withDefaults(withDefaults<Options>(DEFAULTS, functionOptions), own),
    environment: { ...functionOptions?.environment, ...own?.environment },
  };
}

/**
 * What a function does beforehand while it starts: everything where it is not said, or no more than rehearse a request,
 * because in a VPC there may be no way to Cognito yet, or nothing.
 */
export function primingOf({ primeConnections, ...props }: CognitoPasswordAuthApiProps, name: HandlerName): 'rehearse' | 'off' | undefined {
  if (primeConnections === false) return 'off';
  return primeConnections || functionOptionsOf(props, name).vpc === undefined ? undefined : 'rehearse';
}
