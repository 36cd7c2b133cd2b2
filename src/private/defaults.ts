/**
 * Lays what was given over the defaults. A member that is `undefined` keeps its default, as one that is left out does:
 * a spread would let an option that somebody else left open turn a default off.
 */
export function withDefaults<T extends object>(defaults: T, given: Partial<T> | undefined): T {
  const members = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(members) };
}
