import { Component, Task, typescript } from 'projen';

/**
 * Compiles the examples of README and docstrings, and translates them for the docs of the other languages. Examples
 * without imports are compiled inside `rosetta/default.ts-fixture`.
 */
export class DocExamples extends Component {
  public readonly task: Task;

  constructor(project: typescript.TypeScriptProject) {
    super(project);
    this.task = project.addTask('docs:examples', {
      description: 'Compile and translate the examples of README and docstrings',
      exec: 'jsii-rosetta extract --strict',
    });
    project.postCompileTask.spawn(this.task);
    // The translations. Each language's package contains its own.
    project.gitignore.exclude('.jsii.tabl.json');
    project.npmignore?.exclude('/rosetta/', '.jsii.tabl.json');
  }
}
