export { CognitoPasswordAuthApi } from './cognito-password-auth-api';
export type { CognitoPasswordAuthApiProps } from './cognito-password-auth-api-props';
export type { HandlerFunctionOptions } from './handler-function-options';
export type { RouteSwitches } from './route-switches';
export { SignUpMode } from './sign-up-mode';
export type { PasswordAuthRestApiOptions } from './password-auth-rest-api-options';
export type { PasswordAuthUserPoolOptions } from './password-auth-user-pool-options';
