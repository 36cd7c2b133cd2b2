import { Token } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { refuse } from './refuse';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';

export function validateRestApi(props: CognitoPasswordAuthApiProps): void {
  validateBasePath(props);
  validatePolicy(props);
  validateDataTrace(props);
  validateAccessLog(props);
}

function validateBasePath({ basePath }: CognitoPasswordAuthApiProps): void {
  if (basePath === undefined || basePath === '') return;
  if (Token.isUnresolved(basePath)) refuse('\'basePath\' is a token, but methods are made from it at synthesis; write it out');
  if (basePath.startsWith('/') || basePath.endsWith('/')) {
    refuse(`'basePath' is '${basePath}'; leave out the slashes at its ends`);
  }
  if (!basePath.split('/').every((segment) => /^[A-Za-z0-9._~:-]+$/.test(segment))) {
    refuse(`'basePath' is '${basePath}'; use segments of letters, digits and -._~: joined by single slashes`);
  }
}

function validatePolicy({ endpointConfiguration, policy }: CognitoPasswordAuthApiProps): void {
  if (endpointConfiguration?.types.includes(apigateway.EndpointType.PRIVATE) && !policy) {
    refuse('\'endpointConfiguration\' is PRIVATE, and such an API cannot be deployed without a resource policy; set \'policy\'');
  }
}

/** A data trace is the whole request and answer. */
function validateDataTrace({ deployOptions }: CognitoPasswordAuthApiProps): void {
  const options = { '': deployOptions, ...deployOptions?.methodOptions };
  for (const [key, value] of Object.entries<apigateway.MethodDeploymentOptions | undefined>(options)) {
    if (!value?.dataTraceEnabled) continue;
    const prop = key === '' ? 'deployOptions' : `deployOptions.methodOptions['${key}']`;
    refuse(`'${prop}.dataTraceEnabled' is true, which writes passwords and tokens to the log; leave it out`);
  }
}

function validateAccessLog({ accessLog, deployOptions }: CognitoPasswordAuthApiProps): void {
  if (accessLog && deployOptions?.accessLogDestination) {
    refuse('\'accessLog\' is true, but \'deployOptions.accessLogDestination\' names another log; give one of them');
  }
}
