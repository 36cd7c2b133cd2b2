import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureHandlers, runsOfHandlers } from './handlers/measure';
import { allSubjects } from './handlers/subjects';
import { chartOf } from './report/chart';
import { Progress } from './report/progress';
import { resultsOf } from './report/results';
import { benchmarkTable, resultsPage } from './report/table';
import { assertMeasurable, BENCH, ROOT, rounds } from './settings';
import { measureSynthesis, runsOfSynthesis } from './synth/measure';
import { replacePart } from '../tools/docs/generate-docs';

/** One run: measures everything and writes what the docs quote. */
async function main(): Promise<void> {
  assertMeasurable();
  const count = rounds();
  const subjects = await allSubjects();
  const progress = new Progress(runsOfHandlers(subjects, count) + runsOfSynthesis(count));
  const step = (what: string) => progress.step(what);
  const measure = async () => resultsOf(await measureHandlers(subjects, count, step), await measureSynthesis(count, step), count);
  const results = await measure().finally(() => progress.end());
  const page = resultsPage(results);
  writeFileSync(join(BENCH, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(BENCH, 'RESULTS.md'), page);
  writeFileSync(join(BENCH, 'chart.svg'), chartOf(results));
  const performance = join(ROOT, 'docs/performance.md');
  writeFileSync(performance, replacePart(readFileSync(performance, 'utf8'), 'benchmark', benchmarkTable(results)));
  console.log(page);
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
