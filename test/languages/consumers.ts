import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const { version, jsii: { targets }, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Templates are compared on one release of CDK: the oldest that the package allows. */
const CDK_VERSION: string = devDependencies['aws-cdk-lib'];

/** Node.js as of version 20 hints at its age in every jsii program. */
const environment: NodeJS.ProcessEnv = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: 'true', JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION: 'true' };

/** An empty folder outside the repository, where someone makes an app of the packed library. */
export class Workplace {
  private path = environment.PATH ?? '';

  constructor(public readonly folder: string, example: string) {
    cpSync(join('examples', example), folder, { recursive: true });
  }

  /** What this app finds first when it names a program. */
  public prefer(directory: string): void {
    this.path = `${join(this.folder, directory)}${delimiter}${this.path}`;
  }

  public write(file: string, content: string): void {
    mkdirSync(join(this.folder, file, '..'), { recursive: true });
    writeFileSync(join(this.folder, file), content);
  }

  /** Runs a command line in the folder. Throws with what it printed where it fails. */
  public async run(commandLine: string, variables: NodeJS.ProcessEnv = {}): Promise<void> {
    try {
      await promisify(execFile)('sh', ['-c', commandLine], {
        cwd: this.folder,
        env: { ...environment, PATH: this.path, ...variables },
        maxBuffer: 2 ** 28,
      });
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`'${commandLine}' failed:\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`);
    }
  }
}

/** The one file below `dist/<language>` with this ending. */
function packed(language: string, ending: string): string {
  const [file, ...others] = readdirSync(join('dist', language)).filter((name) => name.endsWith(ending));
  if (!file || others.length > 0) {
    throw new Error(`dist/${language} must hold exactly one *${ending}; 'npx projen package-all' makes it`);
  }
  return resolve('dist', language, file);
}

export interface Language {
  readonly example: string;
  /** Makes the library and CDK available to the app, with the language's own tools. */
  install(app: Workplace): Promise<void>;
}

export const LANGUAGES: Readonly<Record<string, Language>> = {
  TypeScript: {
    example: 'quick-start',
    async install(app) {
      app.write('package.json', '{ "private": true }');
      await app.run(`npm install --no-audit --no-fund --no-progress '${packed('js', '.tgz')}' aws-cdk-lib@${CDK_VERSION} constructs typescript tsx`);
      await app.run('npx tsc --strict --noEmit --module nodenext --types "" app.ts');
    },
  },
  Python: {
    example: 'quick-start-python',
    async install(app) {
      await app.run('python3 -m venv .venv');
      app.prefer('.venv/bin');
      await app.run(`pip install --quiet --disable-pip-version-check '${packed('python', '.whl')}' aws-cdk-lib==${CDK_VERSION} -r requirements.txt`);
    },
  },
  Java: {
    example: 'quick-start-java',
    async install(app) {
      // A repository of its own: the user's would keep the package of an earlier run under the same version.
      app.write('settings.xml', `<settings>
  <localRepository>${join(app.folder, '.m2')}</localRepository>
  <profiles><profile><id>packed</id><repositories><repository><id>packed</id><url>file://${resolve('dist/java')}</url></repository></repositories></profile></profiles>
  <activeProfiles><activeProfile>packed</activeProfile></activeProfiles>
</settings>`);
      app.write('.mvn/maven.config', ['--settings', 'settings.xml', '--batch-mode', `-Dcdk.version=${CDK_VERSION}`, `-Dauth.version=${version}`].join('\n'));
    },
  },
  Go: {
    example: 'quick-start-go',
    async install(app) {
      const { moduleName, packageName } = targets.go;
      await app.run(`go mod edit -replace '${moduleName}/${packageName}=${resolve('dist/go', packageName)}'`);
      await app.run(`go get github.com/aws/aws-cdk-go/awscdk/v2@v${CDK_VERSION}`);
      await app.run('go mod tidy');
    },
  },
};
