import { Token } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { isKnown, throwInvalid, validateLiteral } from '../validation';

export function validateRestApi(props: CognitoPasswordAuthApiProps): void {
  validateName(props);
  validateBasePath(props);
  validateStageName(props);
  validateEndpoint(props);
  validatePolicy(props);
  validateMethodOptions(props);
  validateCacheCluster(props);
  validateAccessLog(props);
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_RestApi.html */
function validateName({ restApiName }: CognitoPasswordAuthApiProps): void {
  if (isKnown(restApiName) && restApiName.trim() === '') throwInvalid(`'restApiName' is '${restApiName}'; give it a name, or leave it out`);
}

function validateBasePath({ basePath }: CognitoPasswordAuthApiProps): void {
  if (basePath === undefined || basePath === '') return;
  if (Token.isUnresolved(basePath)) throwInvalid('\'basePath\' is a token, but must be a literal value, because methods are created from it at synthesis; write the value');
  if (basePath.startsWith('/') || basePath.endsWith('/')) {
    throwInvalid(`'basePath' is '${basePath}'; leave out the slashes at its ends`);
  }
  if (!basePath.split('/').every((segment) => /^[A-Za-z0-9._~:-]+$/.test(segment))) {
    throwInvalid(`'basePath' is '${basePath}'; use segments of letters, digits and -._~: joined by single slashes`);
  }
  const dots = basePath.split('/').find((segment) => segment === '.' || segment === '..');
  if (dots) throwInvalid(`'basePath' is '${basePath}'; leave out the segment '${dots}', which clients resolve`);
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html */
function validateStageName({ deployOptions }: CognitoPasswordAuthApiProps): void {
  const name = deployOptions?.stageName;
  validateLiteral('deployOptions.stageName', name);
  if (name !== undefined && !/^[A-Za-z0-9_-]{1,128}$/.test(name)) {
    throwInvalid(`'deployOptions.stageName' is '${name}'; use 1 to 128 letters, digits, - and _`);
  }
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html */
function validateEndpoint({ endpointConfiguration }: CognitoPasswordAuthApiProps): void {
  if (!endpointConfiguration) return;
  const { types, vpcEndpoints } = endpointConfiguration;
  if (types.length !== 1) throwInvalid(`'endpointConfiguration.types' has ${types.length}; an API takes one`);
  if (vpcEndpoints && types[0] !== apigateway.EndpointType.PRIVATE) {
    throwInvalid(`'endpointConfiguration.vpcEndpoints' is for PRIVATE APIs, but the type is ${types[0]}; leave it out`);
  }
}

function validatePolicy({ endpointConfiguration, policy }: CognitoPasswordAuthApiProps): void {
  if (endpointConfiguration?.types.includes(apigateway.EndpointType.PRIVATE) && !policy) {
    throwInvalid('\'endpointConfiguration\' is PRIVATE, and such an API cannot be deployed without a resource policy; set \'policy\'');
  }
}

/** The key of the gateway's cache is the path, which is the same for every user. */
const CACHE = 'would answer one user with what another was told; leave it out';

/** What would lay open what is secret, for the whole stage or for one method. */
const REFUSED: { readonly [option in keyof apigateway.MethodDeploymentOptions]: string } = {
  dataTraceEnabled: 'writes passwords and tokens to the log; leave it out',
  cachingEnabled: CACHE,
};

function validateMethodOptions({ deployOptions }: CognitoPasswordAuthApiProps): void {
  const options = { '': deployOptions, ...deployOptions?.methodOptions };
  for (const [key, value] of Object.entries<apigateway.MethodDeploymentOptions | undefined>(options)) {
    const prop = key === '' ? 'deployOptions' : `deployOptions.methodOptions['${key}']`;
    validateMethodKey(key);
    for (const option of ['throttlingRateLimit', 'throttlingBurstLimit'] as const) {
      const limit = value?.[option];
      if (isKnown(limit) && !(limit >= 0)) throwInvalid(`'${prop}.${option}' is ${limit}; set it to 0 or more`);
    }
    for (const [option, reason] of Object.entries(REFUSED)) {
      if (value?.[option as keyof typeof REFUSED]) throwInvalid(`'${prop}.${option}' is true, which ${reason}`);
    }
  }
}

/** CDK takes both for a second setting beside the one that is there. */
function validateMethodKey(key: string): void {
  if (/^\/\*+\/\*$/.test(key)) throwInvalid(`'deployOptions.methodOptions' has '${key}', which stands for the whole stage; set it in 'deployOptions' itself`);
  const verb = key.slice(key.lastIndexOf('/') + 1);
  if (verb !== verb.toUpperCase()) throwInvalid(`'deployOptions.methodOptions' has '${key}'; write the method in capitals`);
}

function validateCacheCluster({ deployOptions = {} }: CognitoPasswordAuthApiProps): void {
  const { cacheClusterEnabled, cacheClusterSize } = deployOptions;
  if (cacheClusterEnabled) throwInvalid(`'deployOptions.cacheClusterEnabled' is true, which ${CACHE}`);
  if (cacheClusterSize) throwInvalid(`'deployOptions.cacheClusterSize' is ${cacheClusterSize}, which ${CACHE}`);
}

function validateAccessLog({ accessLog, deployOptions }: CognitoPasswordAuthApiProps): void {
  if (accessLog !== undefined && deployOptions?.accessLogDestination) {
    throwInvalid(`'accessLog' is ${accessLog}, but 'deployOptions.accessLogDestination' names ${accessLog ? 'another log' : 'a log'}; give one of them`);
  }
}
