import { statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildScripts } from './build';
import { startEndpoint } from './endpoint';
import { runSample } from './run-sample';
import { shippedSubjects } from './subjects';
import { BundlePart, bundleOptions, handlerFiles, OPTIMISATIONS } from '../../tools/bundle/bundle-handlers';
import { REPLACED_MODULES } from '../../tools/bundle/replaced-modules';
import { median, shuffled } from '../report/statistics';
import { assertMeasurable, BUILD, NODE_MAJORS, nodeBinary, rounds } from '../settings';

/*
 * What each part of the bundling saves: the processor time of INIT and the first request of an unprimed login without it,
 * as a multiple of the time with it. "again" is the same bundle twice, and shows the noise.
 *
 *     npx tsx bench/handlers/leave-out.ts [part...]
 *
 * Both times of a ratio are from the same round, so that a busy machine affects both.
 */

const PARTS: readonly string[] = [...OPTIMISATIONS, ...Object.keys(REPLACED_MODULES)];

interface Variant {
  readonly name: string;
  readonly file: string;
}

async function buildVariant(name: string, leftOut?: BundlePart): Promise<Variant> {
  const options = bundleOptions(handlerFiles().get('login')!, join(BUILD, 'leave-out', name), leftOut);
  await build(options);
  return { name, file: options.outfile };
}

async function measure(variants: readonly Variant[], count: number): Promise<Map<Variant, number[]>> {
  const scripts = await buildScripts();
  const endpoint = await startEndpoint(scripts.endpoint);
  const subject = shippedSubjects().find(({ id }) => id === 'shippedUnprimed/login')!;
  const times = new Map<Variant, number[]>(variants.map((variant) => [variant, []]));
  try {
    for (let round = 0; round < count; round++) {
      for (const node of NODE_MAJORS.map(nodeBinary)) {
        for (const variant of shuffled(variants)) {
          const { sample } = await runSample({ ...subject, file: variant.file }, { node, scripts, endpoint, warmCalls: 0 });
          times.get(variant)!.push(sample.cpu);
        }
      }
    }
  } finally {
    await endpoint.close();
  }
  return times;
}

async function main(parts: readonly string[]): Promise<void> {
  assertMeasurable();
  const unknown = parts.find((part) => !PARTS.includes(part));
  if (unknown) throw new Error(`there is no part '${unknown}'; the parts are ${PARTS.join(', ')}`);
  const whole = await buildVariant('whole');
  const variants = [whole, await buildVariant('again')];
  for (const part of parts.length > 0 ? parts : PARTS) variants.push(await buildVariant(part, part as BundlePart));
  const times = await measure(variants, rounds());
  const reference = times.get(whole)!;
  for (const variant of variants) {
    const ratio = median(times.get(variant)!.map((time, index) => time / reference[index]));
    console.log(`${variant.name.padEnd(20)} ${ratio.toFixed(3)}  ${median(times.get(variant)!).toFixed(1)} ms  ${statSync(variant.file).size.toLocaleString('en-US')} bytes`);
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
