'use strict';

const { CognitoPasswordAuthApi } = require('../../.build/package/lib');
const { synthesise } = require('./instances');

/** The tutorial's three routes. */
const THREE_ROUTES = {
  routes: { loginChallenge: false, refresh: false, logout: false, forgotPassword: false, resetPassword: false },
};

synthesise((stack, id) => new CognitoPasswordAuthApi(stack, id, THREE_ROUTES));
