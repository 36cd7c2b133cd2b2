import { readFileSync } from 'node:fs';

interface QuickStart {
  readonly title: string;
  /** How the package is installed once it is published. */
  readonly install: string;
  readonly language: string;
  readonly file: string;
  readonly note?: string;
}

const OTHER_LANGUAGES: readonly QuickStart[] = [
  { title: 'Python', install: 'pip install cdk-cognito-password-auth', language: 'python', file: 'examples/quick-start-python/app.py' },
  {
    title: 'Java',
    install: 'io.github.cdkcognitopasswordauth:cdk-cognito-password-auth',
    language: 'java',
    file: 'examples/quick-start-java/src/main/java/com/example/QuickStart.java',
  },
  { title: 'Go', install: 'go get github.com/cdk-cognito-password-auth/cdk-cognito-password-auth-go/cdkcognitopasswordauth', language: 'go', file: 'examples/quick-start-go/main.go' },
  {
    title: 'C#',
    install: 'dotnet add package CdkCognitoPasswordAuth',
    language: 'csharp',
    file: 'examples/quick-start-csharp/Program.cs',
    note: '`jsii-rosetta` translated this program from the TypeScript version. No test compiles it.',
  },
];

const block = (language: string, file: string) => `\`\`\`${language}\n${readFileSync(file, 'utf8').trimEnd()}\n\`\`\``;

/** The README's quick start: the example app, which the tests synthesise and serve. */
export const quickStart = () => block('ts nofixture', 'examples/quick-start/app.ts');

/** The quick starts of docs/languages.md: the example apps, as the tests build them. */
export function otherLanguages(): string {
  return OTHER_LANGUAGES
    .flatMap(({ title, install, note, language, file }) => [`## ${title}`, '', `Package: \`${install}\``, '', ...note ? [note, ''] : [], block(language, file), ''])
    .join('\n')
    .trimEnd();
}
