import { readFileSync } from 'node:fs';

interface QuickStart {
  readonly title: string;
  readonly install: string;
  readonly language: string;
  readonly file: string;
  /** What a reader must know before trusting it. */
  readonly note?: string;
}

/** What stands open in the README, one beside the other as far as Markdown can. */
const OPEN: readonly QuickStart[] = [
  { title: 'TypeScript', install: 'npm install cdk-cognito-password-auth aws-cdk-lib constructs', language: 'ts nofixture', file: 'examples/quick-start/app.ts' },
  { title: 'Python', install: 'pip install cdk-cognito-password-auth', language: 'python', file: 'examples/quick-start-python/app.py' },
];

const FOLDED: readonly QuickStart[] = [
  { title: 'Java', install: 'io.github.cdkcognitopasswordauth:cdk-cognito-password-auth', language: 'java', file: 'examples/quick-start-java/src/main/java/com/example/QuickStart.java' },
  { title: 'Go', install: 'go get github.com/cdk-cognito-password-auth/cdk-cognito-password-auth-go/cdkcognitopasswordauth', language: 'go', file: 'examples/quick-start-go/main.go' },
  {
    title: 'C#',
    install: 'dotnet add package CdkCognitoPasswordAuth',
    language: 'csharp',
    file: 'examples/quick-start-csharp/Program.cs',
    note: 'What jsii-rosetta makes of the TypeScript above. Nothing compiles or runs it, as the tests of this repository do with the other four.',
  },
];

function block({ language, file }: QuickStart): string {
  return `\`\`\`${language}\n${readFileSync(file, 'utf8').trimEnd()}\n\`\`\``;
}

/** The quick start of the README: the files of the examples, as they are built and synthesised. */
export function quickStarts(): string {
  return [
    ...OPEN.flatMap((start) => [`**${start.title}**: \`${start.install}\``, '', block(start), '']),
    ...FOLDED.flatMap((start) => ['<details>', `<summary><b>${start.title}</b>: <code>${start.install}</code></summary>`, '', ...start.note ? [start.note, ''] : [], block(start), '', '</details>', '']),
  ].join('\n').trimEnd();
}
