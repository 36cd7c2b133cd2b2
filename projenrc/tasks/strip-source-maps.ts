import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * jsii ends each file that it compiles with its source map, the whole source in it, and has no option against that.
 * More than half of lib/ was nothing else, and nobody debugs a library by the sources of its build.
 */
const SOURCE_MAP = /\n\/\/# sourceMappingURL=data:[^\n]*\n?$/;

for (const name of readdirSync('lib', { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.js')) continue;
  const file = join('lib', name);
  const code = readFileSync(file, 'utf8');
  if (SOURCE_MAP.test(code)) {
    writeFileSync(file, code.replace(SOURCE_MAP, '\n'));
  }
}
