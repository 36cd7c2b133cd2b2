import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { RouteSwitches } from '../../route-switches';
import { exists, howToEnable } from '../../routes/conditions';
import { ROUTES, SWITCHABLE_ROUTES } from '../../routes/table';
import { chosenRoutes, routeChoiceOf } from '../route-choice';
import { refuse, validateMembers } from '../validation';

type SwitchName = keyof RouteSwitches;

export function validateRoutes(props: CognitoPasswordAuthApiProps): void {
  validateMembers('routes', props.routes, SWITCHABLE_ROUTES as SwitchName[]);
  validateSwitchedOn(props);
  validateSwitchedOff(props);
}

function validateSwitchedOn(props: CognitoPasswordAuthApiProps): void {
  const choice = routeChoiceOf(props);
  for (const name of SWITCHABLE_ROUTES) {
    const rows = ROUTES.filter((route) => route.name === name);
    if (props.routes?.[name as SwitchName] && !rows.some((route) => exists(route, choice))) {
      refuse(`'routes.${name}' is true, but the route is not available; ${howToEnable(rows, choice, props)}`);
    }
  }
}

function validateSwitchedOff(props: CognitoPasswordAuthApiProps): void {
  const choice = routeChoiceOf(props);
  const routes = chosenRoutes(choice, props.routes);
  const isOff = (name: string) => !routes.some((route) => route.name === name);
  for (const { name, needs } of routes) {
    if (needs && isOff(needs)) refuse(`'routes.${needs}' is false, but the route '${name}' needs it; set 'routes.${name}' to false too`);
  }
  // In these modes a login ends in a challenge for users who have done nothing unusual.
  if ((choice.mfa || choice.signUpMode === 'ADMIN_ONLY') && isOff('loginChallenge')) {
    refuse('\'routes.loginChallenge\' is false, but the route \'login\' needs it; leave it on');
  }
}
