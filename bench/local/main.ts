import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { EmulatorLoads, measureCognitoLocal, measureOurs } from './emulators';
import { Load } from './load';
import { measureStack, StackFigures } from './stack';
import { assertMeasurable } from '../settings';

const ms = (value: number) => value.toFixed(1);
const cells = ({ median, perSecond }: Load) => `${ms(median)} | ${Math.round(perSecond)}`;

function page(stack: StackFigures, ours: EmulatorLoads, theirs: EmulatorLoads, before: number): string {
  const { ready, process: whole, hash, login, private: secured } = stack;
  const calls = Object.keys(ours).map((call) => `| ${call} | ${cells(ours[call])} | ${cells(theirs[call])} |`);
  return `# The local stack, measured

By \`npx projen bench:local\` on ${availableParallelism()} cores with Node.js ${process.version}. Times are medians in milliseconds, of one call after another;
rates are calls a second, 16 at a time. The load of the machine before the run was ${before.toFixed(1)}: with anything else running, compare only what stands in one row.

| The quick start, by the shipped command | |
|---|---|
| ready after synthesis | ${ms(ready)} ms |
| the same, with the start of the process | ${ms(whole)} ms |
| one comparison of a password, which is part of a login | ${ms(hash)} ms |

| Route | median, ms | a second |
|---|---|---|
| POST /login | ${cells(login)} |
| POST /private | ${cells(secured)} |

Beside [cognito-local](https://www.npmjs.com/package/cognito-local) 5.3.0, the calls that both serve. It compares passwords as they are; ours are hashed,
which is most of what InitiateAuth and AdminCreateUser cost here.

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
