'use strict';

const AWS = require('aws-sdk');
const { sendResponse, validateInput } = require('./functions');

const cognito = new AWS.CognitoIdentityServiceProvider();

exports.handler = async (event) => {
  try {
    if (!validateInput(event.body)) {
      return sendResponse(400, { message: 'Invalid input' });
    }
    const { email, password } = JSON.parse(event.body);
    const { AuthenticationResult } = await cognito.adminInitiateAuth({
      AuthFlow: 'ADMIN_NO_SRP_AUTH',
      UserPoolId: process.env.user_pool_id,
      ClientId: process.env.client_id,
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }).promise();
    return sendResponse(200, { message: 'Success', token: AuthenticationResult.IdToken });
  } catch (error) {
    return sendResponse(500, { message: error.message || 'Internal server error' });
  }
};
