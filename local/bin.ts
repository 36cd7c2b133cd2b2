import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runLocal } from './cli/run';

const USAGE = `Usage: cdk-cognito-password-auth <command>

  local      serves a CDK app on this machine; "cdk-cognito-password-auth local --help" has its options
  --version  shows the release
  --help     shows this`;

/** The package's command. */
function main([command, ...rest]: readonly string[]): void {
  switch (command) {
    case 'local': return runLocal(rest);
    case '--version': return console.log(JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')).version);
    case '--help':
    case '-h': return console.log(USAGE);
  }
  console.error(command === undefined ? USAGE : `there is no command '${command}', only 'local'; --help shows more`);
  process.exitCode = 2;
}

main(process.argv.slice(2));
