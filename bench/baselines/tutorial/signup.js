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
    const UserPoolId = process.env.user_pool_id;
    const { User } = await cognito.adminCreateUser({
      UserPoolId,
      Username: email,
      UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }],
      MessageAction: 'SUPPRESS',
    }).promise();
    if (User) {
      await cognito.adminSetUserPassword({ UserPoolId, Username: email, Password: password, Permanent: true }).promise();
    }
    return sendResponse(200, { message: 'User registration successful' });
  } catch (error) {
    return sendResponse(500, { message: error.message || 'Internal server error' });
  }
};
