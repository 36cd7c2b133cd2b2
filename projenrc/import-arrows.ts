import { Component, typescript } from 'projen';

/**
 * Which folder may import which: `constructs -> routes <- handlers`.
 *
 * Handlers never load CDK, the local stack reads only the synthesised template and its assets, and examples import only
 * the package.
 */
export class ImportArrows extends Component {
  constructor(project: typescript.TypeScriptProject) {
    super(project);
    project.eslint?.addRules({
      'import/no-restricted-paths': ['error', {
        zones: [
          { target: './src/handlers', from: './src', except: ['./routes', './handlers'], message: 'a handler imports the route table and other handler code, never a construct' },
          { target: './src/!(handlers)/**/*', from: './src/handlers', message: 'a construct ships the bundle of a handler and never imports it' },
          { target: './src/*.ts', from: './src/handlers', message: 'a construct ships the bundle of a handler and never imports it' },
          { target: './local', from: './src', message: 'the local stack reads only the synthesised template and assets' },
          { target: './src', from: './local', message: 'the package never imports the local stack' },
          { target: './tools', from: './test', message: 'a tool imports no tests' },
        ],
      }],
    });
    project.eslint?.addOverride({
      files: ['examples/**/*.ts'],
      rules: {
        // By specifier, because in this repository the name of the package resolves to its sources.
        'no-restricted-imports': ['error', { patterns: [{ group: ['../../*', 'cdk-cognito-password-auth/*'], message: 'an example imports only the package' }] }],
      },
    });
    project.eslint?.addOverride({
      files: ['src/handlers/**/*.ts', 'local/**/*.ts'],
      rules: {
        // Their imports are bundled and ship with the package.
        'import/no-extraneous-dependencies': ['error', { devDependencies: true, optionalDependencies: false, peerDependencies: false }],
        'no-restricted-imports': ['error', {
          patterns: [{ group: ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs', 'cdk-cognito-password-auth'], message: 'handlers and the local stack run without CDK' }],
        }],
      },
    });
  }
}
