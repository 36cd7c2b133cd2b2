'use strict';

const path = require('path');
const { Architecture, Runtime } = require('aws-cdk-lib/aws-lambda');
const { NodejsFunction } = require('aws-cdk-lib/aws-lambda-nodejs');
const { synthesise } = require('./instances');
const { makeL2Auth } = require('./l2-stack');

const ROOT = path.join(__dirname, '..', '..', '..');

synthesise((stack, id) => makeL2Auth(stack, id, (scope, name, environment) => new NodejsFunction(scope, `${name}Function`, {
  entry: path.join(ROOT, 'bench', 'baselines', 'sdk-defaults', `${name}.ts`),
  projectRoot: ROOT,
  depsLockFilePath: path.join(ROOT, 'package-lock.json'),
  runtime: Runtime.NODEJS_24_X,
  architecture: Architecture.ARM_64,
  memorySize: 512,
  environment,
  // The SDK in the bundle, so that its version is the one that was tested; without it a cold start is slower, too.
  bundling: { minify: true, externalModules: [] },
})));
