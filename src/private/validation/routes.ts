import { refuse } from './refuse';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { Route } from '../../route';
import { ROUTES } from '../../routes';
import { hasMfa, possibleRoutes, routesOf, signUpModeOf, switchOf } from '../route-choice';

/** Routes that are of no use without another. */
const NEEDS: { readonly [routeName: string]: string } = {
  forgotPassword: 'resetPassword',
  enrolTotp: 'verifyTotp',
  verifyTotp: 'enrolTotp',
};

export function validateRoutes(props: CognitoPasswordAuthApiProps): void {
  validateSwitchedOn(props);
  validateSwitchedOff(props);
}

function validateSwitchedOn(props: CognitoPasswordAuthApiProps): void {
  const possible = new Set(possibleRoutes(props).map(({ name }) => name));
  for (const route of ROUTES) {
    if (props.routes?.[switchOf(route.name)] && !possible.has(route.name)) {
      refuse(`'routes.${switchOf(route.name)}' is true, but there is no such route here; ${mendOf(route)}`);
    }
  }
}

function mendOf({ name, when }: Route): string {
  if (name === 'signup') return 'set \'signUpMode\' to AUTO_CONFIRM or EMAIL_CODE';
  if (when?.signUpMode) return `set 'signUpMode' to ${when.signUpMode}`;
  if (when?.accountRoutes) return 'set \'accountRoutes\' to true';
  if (when?.mfa) return 'set \'mfa\' to OPTIONAL or REQUIRED';
  if (name === 'logout') return 'set \'enableTokenRevocation\' to true';
  return 'set \'accountRecovery\' to a channel by which a password can be reset';
}

function validateSwitchedOff(props: CognitoPasswordAuthApiProps): void {
  const names = new Set(routesOf(props).map(({ name }) => name));
  const needs = {
    ...NEEDS,
    ...signUpModeOf(props) === 'EMAIL_CODE' ? { signup: 'confirmSignup' } : {},
    // In these modes a login ends in a challenge for users who have done nothing unusual.
    ...hasMfa(props) || signUpModeOf(props) === 'ADMIN_ONLY' ? { login: 'loginChallenge' } : {},
  };
  for (const [name, needed] of Object.entries(needs)) {
    if (names.has(name) && !names.has(needed)) {
      const mend = name === 'login' ? 'leave it on' : `set 'routes.${switchOf(name)}' to false too`;
      refuse(`'routes.${switchOf(needed)}' is false, but the route '${name}' needs it; ${mend}`);
    }
  }
}
