import { RouteSwitches } from '../route-switches';
import { exists, RouteChoice } from '../routes/conditions';
import { Route } from '../routes/route';
import { ROUTES } from '../routes/table';

/** The routes that exist in a choice and are not switched off. */
export function chosenRoutes(choice: RouteChoice, switches: RouteSwitches = {}): Route[] {
  return ROUTES.filter((route) => exists(route, choice) && switches[route.name as keyof RouteSwitches] !== false);
}
