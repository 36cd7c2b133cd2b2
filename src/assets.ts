import { join } from 'node:path';

/** The folder of the handlers' bundles. `src/` and `lib/` are equally deep, so the path holds for both. */
export const ASSETS = join(__dirname, '..', 'assets');
