import { runLocal } from './cli/run';

runLocal(process.argv.slice(2));
