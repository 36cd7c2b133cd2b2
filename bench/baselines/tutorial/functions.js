'use strict';

const headers = {
  'Content-Type': 'application/json',
  'Access-Control-Allow-Methods': '*',
  'Access-Control-Allow-Origin': '*',
};

exports.sendResponse = (statusCode, body) => ({ statusCode, body: JSON.stringify(body), headers });

exports.validateInput = (data) => {
  const { email, password } = JSON.parse(data);
  return Boolean(email && password && password.length >= 6);
};
