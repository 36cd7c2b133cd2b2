import { API, FILES } from './chapters/api';
import { ARCHITECTURE } from './chapters/architecture';
import { AUTHENTICATION } from './chapters/authentication';
import { AUTHORIZATION, TOKENS_CHAPTER } from './chapters/authorization';
import { CONFIGURATION, DATA_PROTECTION } from './chapters/configuration';
import { COMMUNICATION, CRYPTOGRAPHY } from './chapters/cryptography';
import { ENCODING } from './chapters/encoding';
import { LOGGING, WEBRTC } from './chapters/logging';
import { OAUTH } from './chapters/oauth';
import { SESSION } from './chapters/session';
import { VALIDATION } from './chapters/validation';
import { WEB_FRONTEND } from './chapters/web-frontend';
import { Chapter, Finding, Proof, Row, State, STATES } from './finding';
import { LEVELS } from './levels';

export const CHAPTERS: readonly Chapter[] = [
  ENCODING, VALIDATION, WEB_FRONTEND, API, FILES, AUTHENTICATION, SESSION, AUTHORIZATION, TOKENS_CHAPTER, OAUTH,
  CRYPTOGRAPHY, COMMUNICATION, CONFIGURATION, DATA_PROTECTION, ARCHITECTURE, LOGGING, WEBRTC,
];

const INTRODUCTION = `<!-- Generated from tools/docs/asvs by "npx projen docs". To change it, change the chapters there. -->
# OWASP ASVS 5.0, levels 1 and 2

Use this page to prepare an assessment of your app by the [Application Security Verification Standard 5.0.0](https://github.com/OWASP/ASVS/tree/v5.0.0_release/5.0/en): it has every requirement of levels 1 and 2, says which of them this package meets and by what proof, and what is left for you to do. The words are ours; the numbers lead to those of the standard. Level 3 is not covered.

The findings are about the construct with its defaults: its own user pool, app client and REST API. Where a feature is opt-in, the row names the prop. An existing \`restApi\` keeps its own stage: whether it caches, traces, logs, and by which TLS it is reached (12.1.1, 12.1.2, 13.4.2, 14.2.2, 16.3.2, 16.3.3) is then yours to check, and so is the password policy of an existing user pool.

| State | Meaning |
|---|---|
| holds | Code or configuration of this package does it. The named tests fail without it, or the named section documents it. |
| AWS | AWS does it, and the linked page of its documentation says so. Tests that are named beside it show what this package configures. |
| emulator | It was seen on the local emulator of Cognito only. AWS does not document it: **it is not verified against AWS**. |
| not applicable | The package has no part that the requirement is about. Your app may have one. |
| deviates | It does not hold by default, or nobody can show that it does. The row says why, and what you can do. |

The package was never deployed to AWS by its authors: see [SECURITY.md](../SECURITY.md#not-verified-against-aws).`;

/** The state of each requirement. */
export const stateById: ReadonlyMap<string, State> = new Map(CHAPTERS
  .flatMap(({ rows }) => rows).flatMap(({ ids, finding }) => ids.map((id) => [id, finding.state] as const)));

const cell = (text: string) => text.replace(/\|/g, '\\|');

function tableRow(...cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

function counts(title: string, ids: readonly string[]): string {
  const numbers = STATES.map((state) => ids.filter((id) => stateById.get(id) === state).length);
  return tableRow(title, ...numbers.map((count) => count || ''), ids.length);
}

function summary(): string {
  const all = [...stateById.keys()];
  const ofLevel = (level: number) => all.filter((id) => LEVELS.get(id) === level);
  return [
    tableRow('', ...STATES, 'all'),
    `|---|${STATES.map(() => '--:|').join('')}--:|`,
    ...CHAPTERS.map(({ number, title }) => counts(`[${number} ${title}](#${anchorOf(number, title)})`, all.filter((id) => id.startsWith(`${number}.`)))),
    counts('**Level 1**', ofLevel(1)),
    counts('**Level 2**', ofLevel(2)),
    counts('**All**', all),
  ].join('\n');
}

function anchorOf(number: number, title: string): string {
  return `${number} ${title}`.toLowerCase().replace(/[^\w\- ]/g, '').replaceAll(' ', '-');
}

/** What an assessor of level 1 asks about first. */
function deviationsOfLevel1(): string {
  const rows = CHAPTERS.flatMap((chapter) => chapter.rows)
    .filter(({ finding }) => finding.state === 'deviates')
    .map(({ ids, asks, finding }) => ({ ids: ids.filter((id) => LEVELS.get(id) === 1), asks, finding }))
    .filter(({ ids }) => ids.length > 0);
  return [
    tableRow('Requirement', 'Asks for', 'What you can do'),
    '|---|---|---|',
    ...rows.map(({ ids, asks, finding }) => tableRow(ids.join(', '), cell(asks), cell(finding.instead!))),
  ].join('\n');
}

function proofText(proof: Proof): string {
  if (proof.kind === 'section') {
    return `[${proof.page}](../${proof.page}), "${proof.heading}"`;
  }
  return `[${proof.file.slice('test/'.length, -'.test.ts'.length)}](../${proof.file}): ${proof.titles.map((title) => `"${title}"`).join(', ')}`;
}

function proofsText({ source, proofs }: Finding): string {
  return [...source ? [`[AWS's documentation](${source})`] : [], ...proofs.map(proofText)].join('<br>');
}

function levelsText(ids: Row['ids']): string {
  return [...new Set(ids.map((id) => LEVELS.get(id)))].sort().join(', ');
}

function requirementRow({ ids, asks, finding }: Row): string {
  const { state, how, instead } = finding;
  return tableRow(ids.join(', '), levelsText(ids), cell(asks), state, cell(instead ? `${how} **What you can do:** ${instead}` : how), cell(proofsText(finding)));
}

function chapterSection({ number, title, rows }: Chapter): string {
  return [
    `## ${number} ${title}`,
    '',
    tableRow('Requirement', 'Level', 'Asks for', 'State', 'How', 'Proof'),
    '|---|---|---|---|---|---|',
    ...rows.map(requirementRow),
  ].join('\n');
}

/** The whole of docs/asvs.md. */
export function asvsPage(): string {
  return [
    INTRODUCTION,
    `## Summary\n\n${summary()}`,
    `## What deviates at level 1\n\n${deviationsOfLevel1()}`,
    ...CHAPTERS.map(chapterSection),
  ].join('\n\n') + '\n';
}
