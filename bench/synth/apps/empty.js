'use strict';

const { App, Stack } = require('aws-cdk-lib');

const app = new App();
new Stack(app, 'Stack0');
app.synth();
