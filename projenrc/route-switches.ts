import { Component, typescript } from 'projen';

/** Writes the public struct `RouteSwitches` from the route table before anything is compiled. */
export class GeneratedRouteSwitches extends Component {
  constructor(project: typescript.TypeScriptProject) {
    super(project);
    const task = project.addTask('routes', {
      description: 'Write src/route-switches.ts from the route table',
      exec: 'tsx tools/generate/route-switches.ts',
    });
    project.preCompileTask.prependSpawn(task);
    project.annotateGenerated('/src/route-switches.ts');
  }
}
