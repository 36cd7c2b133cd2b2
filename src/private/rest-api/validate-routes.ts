import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { Route } from '../../routes/route';
import { ROUTES } from '../../routes/table';
import { hasMfa, signUpModeOf } from '../modes';
import { possibleRoutes, routesOf, switchOf } from '../route-choice';
import { refuse, validateMembers } from '../validation';

/** Routes that are of no use without another. */
const NEEDS: { readonly [routeName: string]: string } = {
  forgotPassword: 'resetPassword',
  enrolTotp: 'verifyTotp',
  verifyTotp: 'enrolTotp',
};

/** The login route is the API: it has no switch. */
const SWITCHES = [...new Set(ROUTES.map(({ name }) => switchOf(name)).filter((name) => (name as string) !== 'login'))];

export function validateRoutes(props: CognitoPasswordAuthApiProps): void {
  validateMembers('routes', props.routes, SWITCHES);
  validateSwitchedOn(props);
  validateSwitchedOff(props);
}

function validateSwitchedOn(props: CognitoPasswordAuthApiProps): void {
  const possible = new Set(possibleRoutes(props).map(({ name }) => name));
  for (const route of ROUTES) {
    if (props.routes?.[switchOf(route.name)] && !possible.has(route.name)) {
      refuse(`'routes.${switchOf(route.name)}' is true, but there is no such route here; ${mendOf(route, props)}`);
    }
  }
}

function mendOf({ name, when }: Route, { accountRoutes, userPool, userPoolClient }: CognitoPasswordAuthApiProps): string {
  if (name === 'signup') return 'set \'signUpMode\' to AUTO_CONFIRM or EMAIL_CODE';
  if (when?.signUpMode) return `set 'signUpMode' to ${when.signUpMode}`;
  if (when?.accountRoutes && !accountRoutes) return 'set \'accountRoutes\' to true';
  if (when?.mfa) return 'set \'mfa\' to OPTIONAL or REQUIRED';
  if (when?.changeable === 'email') return 'let the email be mutable, and \'writeAttributes\' have it';
  if (when?.changeable) return 'let an attribute be mutable, and \'writeAttributes\' have it';
  if (when?.revocation) return `set 'enableTokenRevocation' to true${userPoolClient ? ' on \'userPoolClient\'' : ''}`;
  return `set 'accountRecovery' to a channel by which a password can be reset${userPool ? ' on \'userPool\'' : ''}`;
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
