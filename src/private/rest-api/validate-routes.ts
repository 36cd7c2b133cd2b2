import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { RouteSwitches } from '../../route-switches';
import { exists, howToEnable } from '../../routes/conditions';
import { ROUTES, switchableRoutes } from '../../routes/table';
import { Settings } from '../settings';
import { throwInvalid } from '../validation';

export function validateRoutes(props: CognitoPasswordAuthApiProps, settings: Settings): void {
  validateSwitchedOn(props, settings);
  validateSwitchedOff(settings);
}

function validateSwitchedOn(props: CognitoPasswordAuthApiProps, { routeChoice }: Settings): void {
  for (const name of switchableRoutes()) {
    const rows = ROUTES.filter((route) => route.name === name);
    if (props.routes?.[name as keyof RouteSwitches] && !rows.some((route) => exists(route, routeChoice))) {
      throwInvalid(`'routes.${name}' is true, but the route is not available; ${howToEnable(rows, routeChoice, props)}`);
    }
  }
}

function validateSwitchedOff({ routes, routeChoice: { mfa, signUpMode } }: Settings): void {
  const isOff = (name: string) => !routes.some((route) => route.name === name);
  if (isOff('login')) throwInvalid('\'routes.login\' is false, but every API has a login; leave it out');
  for (const { name, needs } of routes) {
    if (needs && isOff(needs)) throwInvalid(`'routes.${needs}' is false, but the route '${name}' needs it; set 'routes.${name}' to false too`);
  }
  // In these modes a login ends in a challenge for users who have done nothing unusual.
  if ((mfa || signUpMode === 'ADMIN_ONLY') && isOff('loginChallenge')) {
    throwInvalid('\'routes.loginChallenge\' is false, but the route \'login\' needs it; leave it on');
  }
}
