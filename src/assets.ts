import { join } from 'node:path';

/** Where the bundles are. Said beside index.ts, because there the package has all its modules in one file. */
export const ASSETS = join(__dirname, '..', 'assets');
