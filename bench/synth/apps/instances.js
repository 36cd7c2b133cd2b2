'use strict';

const { App, Stack } = require('aws-cdk-lib');

/** Makes an app with as many instances as `INSTANCES` says, ten to a stack: 500 resources are the most that one may hold. */
exports.synthesise = (make) => {
  const app = new App();
  const count = Number(process.env.INSTANCES || 1);
  let stack;
  for (let index = 0; index < count; index++) {
    if (index % 10 === 0) {
      stack = new Stack(app, `Stack${index / 10}`);
    }
    make(stack, `Auth${index}`);
  }
  app.synth();
};
