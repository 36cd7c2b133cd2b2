import * as cognito from 'aws-cdk-lib/aws-cognito';
import { hasMfa, signUpModeOf } from './modes';
import { CognitoPasswordAuthApiProps } from '../cognito-password-auth-api-props';
import { RouteSwitches } from '../route-switches';
import { changeableAttributesOf } from './user-pool/attributes';
import { revokesTokens, seenUserPool } from './user-pool/inspect-user-pool';
import { exists, Route, RouteChoice } from '../routes/route';
import { ROUTES } from '../routes/table';

/** Routes whose own names are reserved words, or read as property getters, in some languages of the package. */
const RENAMED: { readonly [routeName: string]: keyof RouteSwitches } = { private: 'privateRoute', getMe: 'readMe' };

export function switchOf(routeName: string): keyof RouteSwitches {
  return RENAMED[routeName] ?? (routeName as keyof RouteSwitches);
}

/** The routes that can work here, whether they are switched off or not. */
export function possibleRoutes(props: CognitoPasswordAuthApiProps): Route[] {
  const choice: RouteChoice = {
    signUpMode: signUpModeOf(props),
    mfa: hasMfa(props),
    totp: props.mfaSecondFactor?.otp ?? true,
    accountRoutes: props.accountRoutes ?? false,
    recovery: canRecover(props),
    revocation: revokesTokens(props),
    changeable: changeableAttributesOf(props),
  };
  return ROUTES.filter((route) => exists(route, choice));
}

/** The routes that the API has. */
export function routesOf(props: CognitoPasswordAuthApiProps): Route[] {
  return possibleRoutes(props).filter(({ name }) => props.routes?.[switchOf(name)] !== false);
}

function canRecover(props: CognitoPasswordAuthApiProps): boolean {
  return props.accountRecovery !== cognito.AccountRecovery.NONE && !seenUserPool(props)?.adminRecoversOnly;
}
