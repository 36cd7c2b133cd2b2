import { devNull } from 'node:os';
import { LambdaFunction } from './lambda-function';
import { credentialsOf } from '../iam/function-credentials';

/** What the environment of every function of a stack has in common. */
export interface EnvironmentOptions {
  readonly region: string;
  /** Where the SDK finds Cognito. */
  readonly cognitoEndpoint: string;
  /** Variables by which an SDK finds the other services. @default - none */
  readonly serviceVariables?: Readonly<Record<string, string>>;
}

/** The home of a function on Lambda, which is not there either. */
const NO_HOME = '/home/sbx_user1051';

/** By these an SDK finds credentials of its own (a profile, a role, a container, a single sign-on), or overlooks the endpoints below. */
const CREDENTIAL_SOURCES = /^AWS_(PROFILE|DEFAULT_PROFILE|ROLE_ARN|ROLE_SESSION_NAME|WEB_IDENTITY_TOKEN_FILE|CONTAINER_\w+|EC2_METADATA_\w+)$|^AWS_IGNORE_CONFIGURED_ENDPOINT_URLS$/;

/**
 * The whole environment of a function's process. It starts empty: nothing of the developer's own environment,
 * credentials least of all, reaches a function.
 */
export function functionEnvironment(lambda: LambdaFunction, options: EnvironmentOptions): Record<string, string> {
  const credentials = credentialsOf(lambda.arn);
  return {
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    // The SDK would judge the Node.js of this machine, which is not the one that the function runs on when deployed.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...Object.fromEntries(Object.entries(lambda.environment).filter(([name]) => !CREDENTIAL_SOURCES.test(name))),
    // As on Lambda, the template cannot set the names below.
    AWS_REGION: options.region,
    AWS_DEFAULT_REGION: options.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${lambda.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: lambda.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(lambda.memoryMegabytes),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    LAMBDA_TASK_ROOT: lambda.codeDirectory,
    _HANDLER: lambda.handler,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    // No file, folder or service from which an SDK would take the developer's own credentials.
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_CONFIG_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    HOME: NO_HOME,
    USERPROFILE: NO_HOME,
    ...options.serviceVariables,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: options.cognitoEndpoint,
  };
}
