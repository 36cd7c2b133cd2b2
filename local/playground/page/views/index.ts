import { OpenApiDocument } from '../open-api';
import { Playground } from '../playground';
import { deleteView, passwordView, profileView } from './account';
import { apiDocumentView } from './api-document';
import { challengeView } from './challenge';
import { ownRouteView } from './own-route';
import { privateView } from './private';
import { secondFactorView } from './second-factor';
import { sessionView } from './session';
import { forgotView, loginView, resetView } from './sign-in';
import { confirmView, signUpView } from './sign-up';
import { View } from './view';

/** The views whose routes exist, in the order of an account's life. */
export function buildViews(playground: Playground, document: OpenApiDocument | undefined): View[] {
  const flows = [
    signUpView, confirmView, loginView, challengeView, forgotView, resetView,
    sessionView, privateView, profileView, passwordView, secondFactorView, deleteView,
  ].map((view) => view(playground)).filter((view) => view.routes.length > 0 || (view.id === 'session' && playground.has('login')));
  const shown = new Set(flows.flatMap(({ routes }) => routes));
  const named = Object.values(playground.area.flows).filter((route) => route !== undefined);
  const others = [...named, ...playground.area.others].filter((route) => !shown.has(route)).map((route) => ownRouteView(playground, route));
  return [...flows, ...others, ...document ? [apiDocumentView(document)] : []];
}
