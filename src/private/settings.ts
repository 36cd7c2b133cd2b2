import { RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { CognitoPasswordAuthApiProps } from '../cognito-password-auth-api-props';
import { FunctionSettings, resolveFunctions } from './functions/settings';
import { RestApiSettings, resolveRestApi } from './rest-api/settings';
import { chosenRoutes } from './route-choice';
import { AttributeSettings, resolveAttributes } from './user-pool/attributes';
import { inspectUserPool } from './user-pool/inspect-user-pool';
import { MfaSettings, resolveMfa } from './user-pool/mfa';
import { resolveUserPool, UserPoolSettings } from './user-pool/settings';
import { resolveUserPoolClient, UserPoolClientSettings } from './user-pool/user-pool-client-settings';
import { RouteChoice, SignUpModeName } from '../routes/conditions';
import { Route } from '../routes/route';
import { SignUpMode } from '../sign-up-mode';

/**
 * The props of one construct, resolved: every default, mode and derived value is decided here, once. What creates
 * resources reads these, never the props.
 */
export interface Settings {
  readonly signUpMode: SignUpModeName;
  /** What happens to the created pool and log groups when they leave the stack. */
  readonly removalPolicy: RemovalPolicy;
  readonly mfa: MfaSettings;
  readonly userPool: UserPoolSettings;
  readonly attributes: AttributeSettings;
  readonly userPoolClient: UserPoolClientSettings;
  /** Further app clients whose tokens private routes take. */
  readonly additionalUserPoolClients: readonly cognito.IUserPoolClient[];
  /** What decides which routes are available, whether they are switched off or not. */
  readonly routeChoice: RouteChoice;
  /** The routes that the construct serves. */
  readonly routes: readonly Route[];
  readonly restApi: RestApiSettings;
  readonly functions: FunctionSettings;
}

export function resolveSettings(scope: Construct, props: CognitoPasswordAuthApiProps): Settings {
  const signUpMode = props.signUpMode ?? SignUpMode.AUTO_CONFIRM;
  const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN;
  const mfa = resolveMfa(scope, props);
  const inspected = props.userPool && inspectUserPool(props.userPool);
  const attributes = resolveAttributes(props, inspected);
  const userPool = resolveUserPool(props, { signUpMode, removalPolicy, mfa, attributes, inspected });
  const userPoolClient = resolveUserPoolClient(props, attributes);
  const routeChoice: RouteChoice = {
    signUpMode,
    mfa: mfa.mode !== cognito.Mfa.OFF,
    totp: mfa.secondFactor.otp,
    accountRoutes: props.accountRoutes ?? false,
    recovery: userPool.passwordRecovery,
    revocation: userPoolClient.tokenRevocation,
    changeable: attributes.changeable,
  };
  const routes = chosenRoutes(routeChoice, props.routes);
  return {
    signUpMode,
    removalPolicy,
    mfa,
    userPool,
    attributes,
    userPoolClient,
    additionalUserPoolClients: props.additionalUserPoolClients ?? [],
    routeChoice,
    routes,
    restApi: resolveRestApi(scope, props, routes),
    functions: resolveFunctions(props),
  };
}
