import type { PlaygroundRoute } from '../../playground-info';
import { Child } from '../dom';

/** One flow of the page, at `#<id>`. */
export interface View {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  /** Says in a line what happens. */
  readonly summary: string;
  /** The routes that its forms call. */
  readonly routes: readonly PlaygroundRoute[];
  readonly render: () => Child[];
}

/** The routes that exist of those that were asked for. */
export function existing(...routes: Array<PlaygroundRoute | undefined>): PlaygroundRoute[] {
  return routes.filter((route) => route !== undefined);
}
