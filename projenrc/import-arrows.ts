import { Component, typescript } from 'projen';

/**
 * Who may know whom: `constructs -> routes <- handlers`.
 *
 * What runs in Lambda never loads CDK, what runs locally reads only the synthesised template and its
 * assets, and an example sees only what a user of the package sees.
 */
export class ImportArrows extends Component {
  constructor(project: typescript.TypeScriptProject) {
    super(project);
    project.eslint?.addRules({
      'import/no-restricted-paths': ['error', {
        zones: [
          { target: './src/handlers', from: './src', except: ['./routes', './handlers'], message: 'a handler knows the route table and its own kind, never a construct' },
          { target: './src/!(handlers)/**/*', from: './src/handlers', message: 'a construct ships the bundle of a handler and never imports it' },
          { target: './src/*.ts', from: './src/handlers', message: 'a construct ships the bundle of a handler and never imports it' },
          { target: './local', from: './src', message: 'the local stack reads only the synthesised template and assets' },
          { target: './src', from: './local', message: 'the package does not know the local stack' },
        ],
      }],
    });
    project.eslint?.addOverride({
      files: ['examples/**/*.ts'],
      rules: {
        // By specifier, as the name of the package stands for its sources here.
        'no-restricted-imports': ['error', { patterns: [{ group: ['../../*', 'cdk-cognito-password-auth/*'], message: 'an example imports only the package' }] }],
      },
    });
    project.eslint?.addOverride({
      files: ['src/handlers/**/*.ts', 'local/**/*.ts'],
      rules: {
        // What these import is bundled into what ships.
        'import/no-extraneous-dependencies': ['error', { devDependencies: true, optionalDependencies: false, peerDependencies: false }],
        'no-restricted-imports': ['error', {
          patterns: [{ group: ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs', 'cdk-cognito-password-auth'], message: 'CDK stays out of what runs' }],
        }],
      },
    });
  }
}
