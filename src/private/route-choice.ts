import * as cognito from 'aws-cdk-lib/aws-cognito';
import { hasMfa, signUpModeOf } from './modes';
import { CognitoPasswordAuthApiProps } from '../cognito-password-auth-api-props';
import { RouteSwitches } from '../route-switches';
import { changeableAttributesOf } from './user-pool/attributes';
import { seenUserPool, revokesTokens } from './user-pool/inspect-user-pool';
import { exists, RouteChoice } from '../routes/conditions';
import { Route } from '../routes/route';
import { ROUTES } from '../routes/table';

export function routeChoiceOf(props: CognitoPasswordAuthApiProps): RouteChoice {
  return {
    signUpMode: signUpModeOf(props),
    mfa: hasMfa(props),
    totp: props.mfaSecondFactor?.otp ?? true,
    accountRoutes: props.accountRoutes ?? false,
    recovery: canRecover(props),
    revocation: revokesTokens(props),
    changeable: changeableAttributesOf(props),
  };
}

/** The routes that exist in a choice and are not switched off. */
export function chosenRoutes(choice: RouteChoice, switches: RouteSwitches = {}): Route[] {
  return ROUTES.filter((route) => exists(route, choice) && switches[route.name as keyof RouteSwitches] !== false);
}

/** The routes that the API has. */
export function routesOf(props: CognitoPasswordAuthApiProps): Route[] {
  return chosenRoutes(routeChoiceOf(props), props.routes);
}

function canRecover(props: CognitoPasswordAuthApiProps): boolean {
  return props.accountRecovery !== cognito.AccountRecovery.NONE && !seenUserPool(props)?.adminRecoversOnly;
}
