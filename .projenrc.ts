import { awscdk, github, javascript, typescript } from 'projen';
import { Benchmarks } from './projenrc/benchmarks';
import { ChecksWorkflow } from './projenrc/checks-workflow';
import { DocExamples } from './projenrc/doc-examples';
import { FidelityComparison } from './projenrc/fidelity-comparison';
import { GeneratedDocs } from './projenrc/generated-docs';
import { HandlerBundles } from './projenrc/handler-bundles';
import { HardTests, WITHOUT_HARD_TESTS } from './projenrc/hard-tests';
import { ImportArrows } from './projenrc/import-arrows';
import { IntegrationTests } from './projenrc/integration-tests';
import { LanguagePackages } from './projenrc/language-packages';
import { LocalStack } from './projenrc/local-stack';
import { COMMIT_TYPES, RELEASABLE_COMMITS, RELEASE_NODE_VERSION, Releases } from './projenrc/releases';
import { GeneratedRouteSwitches } from './projenrc/route-switches';
import { ThirdPartyCode } from './projenrc/third-party-code';
import { Upgrades } from './projenrc/upgrades';
import { PUBLIB_VERSION, WorkflowSecurity } from './projenrc/workflow-security';

const repositoryUrl = 'https://github.com/cdk-cognito-password-auth/cdk-cognito-password-auth.git';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-cognito-password-auth',
  description: 'Password authentication for AWS CDK apps: a Cognito user pool, a REST API and its Lambda handlers in one construct, and the same stack on your own machine',
  author: 'CognitoPasswordAuthApi contributors',
  authorOrganization: true,
  authorAddress: 'https://github.com/cdk-cognito-password-auth',
  repositoryUrl,
  license: 'Apache-2.0',
  keywords: ['cognito', 'authentication', 'password', 'login', 'signup', 'apigateway', 'lambda', 'cdk', 'awscdk'],
  stability: 'experimental',
  defaultReleaseBranch: 'main',
  releasableCommits: RELEASABLE_COMMITS,
  bumpPackage: 'commit-and-tag-version@12.7.3', // the newest major that runs on the oldest Node.js of this project

  // The floors that the peers' carets start from; CI also tests the newest release of each.
  cdkVersion: '2.240.0',
  constructsVersion: '10.5.0',
  jsiiVersion: '~6.0.16',
  minNodeVersion: '20.16.0',
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx(),
  autoDetectBin: false,

  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    compilerOptions: {
      // Examples import the package by its name, as a reader of them would.
      paths: { 'cdk-cognito-password-auth': ['./src/index.ts'], 'cdk-cognito-password-auth/local': ['./local/library.ts'] },
    },
    include: ['.projenrc.ts', 'projenrc/**/*.ts', 'tools/**/*.ts', 'local/**/*.ts', 'examples/**/*.ts', 'bench/**/*.ts'],
  },
  typecheckTests: true,
  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    extraCliOptions: WITHOUT_HARD_TESTS,
    jestConfig: {
      collectCoverage: false,
      moduleNameMapper: { '^cdk-cognito-password-auth$': '<rootDir>/src/index.ts', '^cdk-cognito-password-auth/local$': '<rootDir>/local/library.ts' },
      testTimeout: 30_000,
      // Jest looks up a global of the context that a test file runs in slowly. CDK looks up these all the time: a synthesis takes a fifth less.
      sandboxInjectedGlobals: ['Array', 'Error', 'JSON', 'Map', 'Object', 'RegExp', 'Set', 'String', 'Symbol', 'WeakMap'],
      // Types are checked once for the whole tree, by `tsc` before the tests.
      transform: { [typescript.TypeScriptProject.DEFAULT_TS_JEST_TRANFORM_PATTERN]: new javascript.Transform('@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, sourceMaps: 'inline' }) },
      watchPathIgnorePatterns: ['<rootDir>/assets/'],
      modulePathIgnorePatterns: ['<rootDir>/cdk.out/', '<rootDir>/dist/'],
    },
  },
  // Our own component bundles the handlers.
  lambdaAutoDiscover: false,
  eslintOptions: { projectService: false, tsconfigPath: './tsconfig.dev.json', dirs: ['src', 'local', 'examples', 'bench'], devdirs: ['test', 'projenrc', 'tools'] },

  workflowNodeVersion: RELEASE_NODE_VERSION,
  npmTrustedPublishing: true,
  jsiiReleaseVersion: PUBLIB_VERSION,
  // A pull request's build runs code of its author. It may read and no more; what it would generate anew fails it.
  buildWorkflowOptions: { mutableBuild: false, permissions: { contents: github.workflows.JobPermission.READ } },
  // Breaks with the last release are seen before there is a new one.
  postBuildSteps: [{ name: 'Compare with the last release', run: 'npx projen compat' }],
  publishToPypi: { distName: 'cdk-cognito-password-auth', module: 'cdk_cognito_password_auth', trustedPublishing: true },
  publishToMaven: {
    javaPackage: 'io.github.cdkcognitopasswordauth',
    mavenGroupId: 'io.github.cdkcognitopasswordauth',
    mavenArtifactId: 'cdk-cognito-password-auth',
    mavenServerId: 'central-ossrh',
  },
  publishToNuget: { dotNetNamespace: 'CdkCognitoPasswordAuth', packageId: 'CdkCognitoPasswordAuth', trustedPublishing: true },
  publishToGo: {
    moduleName: 'github.com/cdk-cognito-password-auth/cdk-cognito-password-auth-go',
    packageName: 'cdkcognitopasswordauth',
  },

  devDeps: [
    '@aws-sdk/client-cognito-identity-provider@^3.1169.0',
    '@smithy/types@^4.0.0',
    '@types/aws-lambda@^8.10.164',
    'ajv@^8.20.0',
    'ajv-draft-04@^1.0.0',
    'aws-jwt-verify@^5.2.1',
    '@swc/core@^1.16.22',
    '@swc/jest@^0.2.39',
    'aws-sdk-client-mock@^4.1.0',
    'fast-check@^4.10.2',
    'fflate@^0.8.3',
    'axe-core@^4.14.1',
    'cdk-nag@~2.36.8',
    'dynalite@^4.0.0',
    'otpauth@^9.4.0',
    'playwright-core@^1.65.1',
    'qrcode-generator@^2.0.4',
    'yaml@^2.6.0',
  ],
  depsUpgradeOptions: { workflow: false },
  githubOptions: { mergify: false, pullRequestLintOptions: { semanticTitleOptions: { types: COMMIT_TYPES } } },
  gitignore: ['cdk.out/', '.schemathesis/', '.DS_Store'],
});

// Releases differ in which platforms' binaries they have; npm refuses a lockfile that lacks one they name.
project.package.addPackageResolutions('unrs-resolver@1.12.2');

project.deps.removeDependency('ts-jest');

const bundles = new HandlerBundles(project);
const localStack = new LocalStack(project, { needs: bundles.task });
new Benchmarks(project, { needs: bundles.task, localNeeds: localStack.task });
new GeneratedDocs(project);
new GeneratedRouteSwitches(project);
const examples = new DocExamples(project);
new HardTests(project, { needs: bundles.task });
new IntegrationTests(project, { needs: bundles.task });
new FidelityComparison(project);
new ChecksWorkflow(project);
new ImportArrows(project);
new LanguagePackages(project, { examples: examples.task });
new ThirdPartyCode(project, { bundles: [bundles, localStack] });
new Releases(project);
new Upgrades(project);
new WorkflowSecurity(project);

for (const pattern of ['/CONTRIBUTING.md', '/bench/', '/examples/', '/local/', '/projenrc/', '/tools/', '/docs/', '/.ci/', '*.tsbuildinfo', 'tsconfig*.json']) {
  project.npmignore?.exclude(pattern);
}

project.synth();
