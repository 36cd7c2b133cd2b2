import { readAgreement, type Opinion } from '../fidelity/agreement';
import type { Behaviour } from '../fidelity/behaviour';
import { EMULATORS, type EmulatorName } from '../fidelity/emulators/installed';
import { BEHAVIOURS } from '../fidelity/table';

const cell = (text: string) => text.replace(/\n/g, ' ').replace(/\|/g, '\\|').replace(/[<*]/g, '\\$&').trim();

function answerText({ answer, says }: Behaviour): string {
  if ('shape' in answer) return cell(says);
  const { name, message, seen } = answer.refusal;
  if (message === '') return `\`${name}\``;
  return `\`${name}\`: ${cell(message)}${seen ? ` ([seen](${seen}))` : ' †'}`;
}

const sourceText = ({ source }: Behaviour) => source ? `[${source.label}](${source.url})` : 'none';

function opinionText(opinion: Opinion): string {
  if (opinion === 'agrees') return 'yes';
  if (opinion === 'other words') return 'yes, other words';
  return opinion.startsWith('differs') ? 'no' : '–';
}

function table(behaviours: readonly Behaviour[], names: readonly EmulatorName[]): string {
  const { behaviours: opinions } = readAgreement();
  return [
    `| Case | Answer | Source | ${names.join(' | ')} |`,
    `|---|---|---|${names.map(() => '---|').join('')}`,
    ...behaviours.map((behaviour) => {
      const of = opinions[behaviour.id];
      return `| ${cell(behaviour.case)} | ${answerText(behaviour)} | ${sourceText(behaviour)} | ${names.map((name) => of ? opinionText(of[name]) : '–').join(' | ')} |`;
    }),
  ].join('\n');
}

function tablesByOperation(behaviours: readonly Behaviour[]): string {
  const operations = [...new Set(behaviours.map(({ operation }) => operation))];
  return operations.map((operation) =>
    `### ${operation}\n\n${table(behaviours.filter((behaviour) => behaviour.operation === operation), EMULATORS)}`).join('\n\n');
}

/** Whether anybody but us has said so: AWS's documentation, somebody in public, or an independent emulator. */
const documented = ({ source }: Behaviour) => source !== undefined;

/** How many behaviours there are, and how many of them each emulator shares. */
export function fidelityFigures(): string {
  const { versions, behaviours } = readAgreement();
  const count = (name: EmulatorName, text: string) => Object.values(behaviours).filter((opinions) => opinionText(opinions[name]) === text).length;
  return [
    `${BEHAVIOURS.length} behaviours, ${BEHAVIOURS.filter(documented).length} of them with a source.`,
    '',
    '| Emulator | agrees | agrees in other words | differs | could not be asked |',
    '|---|---|---|---|---|',
    ...EMULATORS.map((name) => `| ${name} ${versions[name]} | ${['yes', 'yes, other words', 'no', '–'].map((text) => count(name, text)).join(' | ')} |`),
  ].join('\n');
}

/** The behaviours that somebody has written down, by operation. */
export const documentedBehaviours = () => tablesByOperation(BEHAVIOURS.filter(documented));

/** The behaviours that nobody has. */
export const unverifiedBehaviours = () => tablesByOperation(BEHAVIOURS.filter((behaviour) => !documented(behaviour)));
