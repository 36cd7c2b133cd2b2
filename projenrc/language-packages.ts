import { Component, Task, typescript } from 'projen';

export interface LanguagePackagesOptions {
  /** Translates the examples of the docs, which each language's package contains. */
  readonly examples: Task;
}

/**
 * The packages of all languages. `npx projen package-all` builds those for which this machine has the tools, and
 * `npx projen test:languages` tests that an app in each language synthesises the same template.
 *
 * The build itself packs for npm alone, so that it needs Node.js and nothing else.
 */
export class LanguagePackages extends Component {
  constructor(project: typescript.TypeScriptProject, { examples }: LanguagePackagesOptions) {
    super(project);
    // jsii warns of names and types that do not exist in some language.
    project.compileTask.reset('jsii --fail-on-warnings');
    // By default jsii ends each file with a source map that holds the whole source.
    for (const option of ['inlineSourceMap', 'inlineSources']) project.tsconfig!.file.addOverride(`compilerOptions.${option}`, false);
    project.watchTask.reset('jsii -w --fail-on-warnings');

    project.packageTask.reset();
    project.packageTask.spawn(this.task('package:js'));

    const packageAll = this.task('package-all');
    packageAll.reset();
    packageAll.spawn(project.preCompileTask);
    packageAll.spawn(project.compileTask);
    packageAll.spawn(examples);
    for (const language of ['python', 'java', 'dotnet', 'go']) this.task(`package:${language}`).prependSpawn(examples);
    packageAll.exec('tsx tools/release/package-languages.ts');

    const test = project.addTask('test:languages', { description: 'Build the quick start of every language from the packed library and compare the templates' });
    test.spawn(packageAll);
    test.exec('jest --ci -c test/languages/jest.config.json', { receiveArgs: true });
  }

  private task(name: string): Task {
    const task = this.project.tasks.tryFind(name);
    if (!task) {
      throw new Error(`projen no longer has the task '${name}'; update LanguagePackages to how it packages other languages now`);
    }
    return task;
  }
}
