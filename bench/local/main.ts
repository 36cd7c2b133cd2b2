import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { EmulatorLoads, measureCognitoLocal, measureOurs } from './emulators';
import { Load } from './load';
import { measureStack, StackFigures } from './stack';
import { dependencies } from '../package.json';
import { assertMeasurable } from '../settings';

const ms = (value: number) => value.toFixed(1);
const cells = ({ median, perSecond }: Load) => `${ms(median)} | ${Math.round(perSecond)}`;

function page(stack: StackFigures, ours: EmulatorLoads, theirs: EmulatorLoads, before: number): string {
  const { ready, process: whole, hash, login, private: secured } = stack;
  const calls = Object.keys(ours).map((call) => `| ${call} | ${cells(ours[call])} | ${cells(theirs[call])} |`);
  const target = (what: string, wanted: string, found: string, met: boolean) => `| ${what} | ${wanted} | ${found} ${met ? '✓' : '✗'} |`;
  return `<!-- Written by "npx projen bench" and "npx projen bench:local". -->
# The local stack, measured

On ${availableParallelism()} cores with Node.js ${process.version}, by the shipped command with the quick start. Times are medians in milliseconds, of one call after another;
rates are calls a second, 16 at a time, by a client on the same cores. The load of the machine before the run was ${before.toFixed(1)}: with anything else running, compare only what stands in one row.

| | target | |
|---|---|---|
${target('ready after synthesis', 'under 1000 ms', `${ms(ready)} ms`, ready < 1000)}
${target('POST /login, the password known to be right', 'under 10 ms', `${ms(login.median)} ms`, login.median < 10)}
${target('POST /private', 'at least 200 a second', `${Math.round(secured.perSecond)} a second`, secured.perSecond >= 200)}

A comparison of a password takes ${ms(hash)} ms more: the first login of a user after the start, and each wrong password. From the start of the process to its readiness it is ${ms(whole)} ms.

| Route | median, ms | a second |
|---|---|---|
| POST /login | ${cells(login)} |
| POST /private | ${cells(secured)} |

Beside [cognito-local](https://www.npmjs.com/package/cognito-local) ${dependencies['cognito-local']}, the calls that both serve. It keeps and compares passwords as they are; ours are hashed,
which is most of what AdminCreateUser costs here. Ours signs each token with a key made for the run.

| Call of Cognito | ours: median, ms | a second | cognito-local: median, ms | a second |
|---|---|---|---|---|
${calls.join('\n')}
`;
}

async function main(): Promise<void> {
  assertMeasurable();
  const before = loadavg()[0];
  const figures = page(await measureStack(), await measureOurs(), await measureCognitoLocal(), before);
  writeFileSync(join(__dirname, 'RESULTS.md'), figures);
  console.log(figures);
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
