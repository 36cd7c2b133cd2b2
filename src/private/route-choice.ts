import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoPasswordAuthApiProps } from '../cognito-password-auth-api-props';
import { exists, Route, RouteChoice, SignUpModeName } from '../route';
import { RouteSwitches } from '../route-switches';
import { ROUTES } from '../routes';
import { SignUpMode } from '../sign-up-mode';

/** Routes whose own names are reserved words, or read as property getters, in some languages of the package. */
const RENAMED: { readonly [routeName: string]: keyof RouteSwitches } = { private: 'privateRoute', getMe: 'readMe' };

export function switchOf(routeName: string): keyof RouteSwitches {
  return RENAMED[routeName] ?? (routeName as keyof RouteSwitches);
}

export function signUpModeOf(props: CognitoPasswordAuthApiProps): SignUpModeName {
  return props.signUpMode ?? SignUpMode.AUTO_CONFIRM;
}

export function hasMfa(props: CognitoPasswordAuthApiProps): boolean {
  return (props.mfa ?? cognito.Mfa.OFF) !== cognito.Mfa.OFF;
}

/** The routes that the modes allow, whether they are switched off or not. */
export function possibleRoutes(props: CognitoPasswordAuthApiProps): Route[] {
  const choice: RouteChoice = {
    signUpMode: signUpModeOf(props),
    mfa: hasMfa(props),
    totp: props.mfaSecondFactor?.otp ?? true,
    accountRoutes: props.accountRoutes ?? false,
    off: [
      // Without a channel, and without revocation, these could only fail.
      ...props.accountRecovery === cognito.AccountRecovery.NONE ? ['forgotPassword', 'resetPassword'] : [],
      ...props.enableTokenRevocation === false ? ['logout'] : [],
    ],
  };
  return ROUTES.filter((route) => exists(route, choice));
}

/** The routes that the API has. */
export function routesOf(props: CognitoPasswordAuthApiProps): Route[] {
  return possibleRoutes(props).filter(({ name }) => props.routes?.[switchOf(name)] !== false);
}
