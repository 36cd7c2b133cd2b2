/** Pages of AWS's documentation that findings rest on. */

const cognito = (page: string) => `https://docs.aws.amazon.com/cognito/latest/developerguide/${page}.html`;
const apiGateway = (page: string) => `https://docs.aws.amazon.com/apigateway/latest/developerguide/${page}.html`;
const lambda = (page: string) => `https://docs.aws.amazon.com/lambda/latest/dg/${page}.html`;

export const TOKENS = cognito('amazon-cognito-user-pools-using-tokens-with-identity-providers');
export const REFRESH_TOKEN = cognito('amazon-cognito-user-pools-using-the-refresh-token');
export const TOKEN_REVOCATION = cognito('token-revocation');
export const VERIFYING_TOKENS = cognito('amazon-cognito-user-pools-using-tokens-verifying-a-jwt');
export const PASSWORDS = cognito('managing-users-passwords');
export const PASSWORD_POLICY = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-cognito-userpool-passwordpolicy.html';

export const COGNITO_AUTHORIZER = apiGateway('apigateway-integrate-with-cognito');
export const ENABLE_COGNITO_AUTHORIZER = apiGateway('apigateway-enable-cognito-user-pool');
export const ENCRYPTION_OF_APIS = apiGateway('data-protection-encryption');
export const CONTEXT_VARIABLES = apiGateway('api-gateway-mapping-template-reference');
export const MUTUAL_TLS = apiGateway('rest-api-mutual-tls');

export const LAMBDA_DATA_PROTECTION = lambda('security-dataprotection');
export const LAMBDA_LOGS = lambda('monitoring-cloudwatchlogs');
export const LOG_EVENT = 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_InputLogEvent.html';
export const LOG_OPERATIONS = 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html';
