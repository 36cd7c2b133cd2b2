/*
 * Asks independent emulators what they do where the table says what Cognito does: "npx projen test:fidelity" holds their
 * answers against agreement.json, "npx projen test:fidelity --update" records them. FIDELITY_EMULATORS may name a folder in
 * which they are installed.
 */
import { changes, opinionOf, readAgreement, writeAgreement, type Agreement, type Opinion } from './agreement';
import { EMULATORS, install, pinnedVersions, type EmulatorName, type Installation } from './emulators/installed';
import { start } from './emulators/running';
import { stagesOn } from './emulators/stages';
import { ownStages } from './own-stages';
import { play } from './play';
import { BEHAVIOURS } from './table';

async function askOwn(): Promise<string[]> {
  const own = await ownStages();
  const departures: string[] = [];
  for (const behaviour of BEHAVIOURS) {
    const outcome = await play(behaviour, own.stage(behaviour.setting));
    if (outcome.verdict !== 'same') departures.push(`${behaviour.id}: ${JSON.stringify(outcome)}`);
  }
  await own.close();
  return departures;
}

async function ask(name: EmulatorName, installation: Installation): Promise<Record<string, Opinion>> {
  const emulator = await start(name, installation);
  const stages = stagesOn(emulator);
  const opinions: Record<string, Opinion> = {};
  try {
    for (const behaviour of BEHAVIOURS) {
      const stage = await stages.stage(behaviour.setting).catch((error: Error) => error);
      opinions[behaviour.id] = stage instanceof Error ? `not asked: no such pool (${stage.name})` : opinionOf(await play(behaviour, stage));
    }
  } finally {
    stages.close();
    await emulator.stop();
  }
  return opinions;
}

async function main(update: boolean): Promise<void> {
  const departures = await askOwn();
  const installation = install(process.env.FIDELITY_EMULATORS);
  const opinions = await Promise.all(EMULATORS.map(async (name) => [name, await ask(name, installation)] as const))
    .then((entries) => Object.fromEntries(entries) as Record<EmulatorName, Record<string, Opinion>>)
    .finally(() => installation.remove());
  const found: Agreement = {
    versions: pinnedVersions(),
    behaviours: Object.fromEntries(BEHAVIOURS.map(({ id }) =>
      [id, Object.fromEntries(EMULATORS.map((name) => [name, opinions[name][id]])) as Record<EmulatorName, Opinion>])),
  };
  if (update) writeAgreement(found);
  report(found);
  const problems = [...departures, ...changes(readAgreement(), found)];
  if (problems.length > 0) {
    console.error(problems.join('\n'));
    throw new Error(`${problems.length} answers differ from what is recorded`);
  }
}

function report({ versions, behaviours }: Agreement): void {
  const all = Object.values(behaviours);
  console.log(`${all.length} behaviours`);
  for (const name of EMULATORS) {
    const count = (opinion: string) => all.filter((opinions) => opinions[name].startsWith(opinion)).length;
    console.log(`${name} ${versions[name]}: agrees with ${count('agrees')}, in other words with ${count('other words')}, `
      + `differs on ${count('differs')}, could not be asked about ${count('not asked')}`);
  }
  const agreed = all.filter((opinions) => EMULATORS.some((name) => opinions[name] === 'agrees' || opinions[name] === 'other words')).length;
  console.log(`${agreed} are shared by at least one of them`);
}

main(process.argv.includes('--update')).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
