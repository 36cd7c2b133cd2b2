import { LAMBDA_LOGS, LOG_EVENT, LOG_OPERATIONS } from '../aws-pages';
import { aws, Chapter, deviates, holds, notApplicable, row, section, tests } from '../finding';

export const LOGGING: Chapter = {
  number: 16,
  title: 'Security Logging and Error Handling',
  rows: [
    row('16.1.1', 'an inventory of logs', holds(
      'In the security model: what is logged by which layer, where, for how long, and who may read it.',
      section('docs/security-model.md', 'Logs'), tests('docs/security-model', 'every member of a log line is described'))),
    row('16.2.1', 'who, what, where and when', deviates(
      'A line has the route, the outcome, its cause and the request id, and neither the user nor the address of the caller.',
      'Set `accessLog: true`: the access log has the caller\'s address, and `sub` where a token was sent, by the same request id.',
      tests('handlers/answers', 'has one line for a request, of the fields of the contract alone'), tests('rest-api/rest-api', 'names caller, route, status and latency, and is kept 30 days'))),
    row('16.2.2', 'synchronised clocks, and UTC', aws('CloudWatch Logs keeps the time of each line in UTC.', LOG_EVENT)),
    row('16.2.3', 'logs go where the inventory says', holds(
      'Functions may write to one log group and no other.',
      tests('functions/functions', '%s: exactly what the routes call, on this pool only', 'a log group of the user\'s own is the only one that functions may write to'))),
    row('16.2.4', 'logs can be read and correlated', holds(
      'Each line is one JSON object with the request id that the caller sees.',
      tests('handlers/answers', 'has one line for a request, of the fields of the contract alone'), tests('monitoring/alarms', 'the queries of the docs ask for members that lines have'))),
    row('16.2.5', 'nothing secret in a log', holds(
      'Lines have a fixed list of members, none of which holds input.',
      tests('flows/secrets', 'into a line that the functions or the gateway print'),
      tests('faults/fault-matrix', 'whatever failed, the functions print the members of the contract and nothing else'))),
    row('16.3.1', 'log all authentication', deviates(
      'Every request that reaches a function leaves a line, a login that succeeded as well. Public operations that are called at Cognito directly leave none.',
      'CloudTrail records a part of them. Put a web ACL on the user pool, which logs requests.',
      tests('monitoring/lines', 'a login counts, with its duration', 'a wrong password and a wrong answer to a challenge are failed logins'))),
    row('16.3.2', 'log failed authorization', deviates(
      'API Gateway refuses a bad token before a function runs, and keeps no log of it by default. Refusals by `allowedGroups` and `revocationCheck` are logged.',
      'Set `accessLog: true`.',
      tests('handlers/authorizer', '%s is unauthorized'), tests('flows/allowed-groups', 'leaves a line in the log that holds nothing of the caller'))),
    row('16.3.3', 'log attempts to bypass controls', deviates(
      'Bodies that API Gateway refuses, and requests that it throttles, reach no function and leave no line by default.',
      'Set `accessLog: true`.',
      tests('handlers/email-code', 'what an answer hides is in the log, by its name'))),
    row('16.3.4', 'log unexpected errors', holds(
      'By the name of the error, with a metric and an alarm on request.',
      tests('handlers/errors', 'the error behind a problem is logged by its name alone'), tests('monitoring/alarms', 'there is one for each thing that wakes a person, and each notifies the topic'))),
    row('16.4.1', 'no log injection', holds(
      'Lines are serialised as JSON, and names of errors have a fixed form.',
      tests('handlers/answers', '$name: no password, token, code or address reaches a log or a failure'))),
    row('16.4.2', 'logs cannot be read or changed without right', aws(
      'CloudWatch Logs has no operation that changes an event, and IAM guards reading and deleting. The functions may only append.', LOG_OPERATIONS,
      tests('functions/functions', '%s: exactly what the routes call, on this pool only'))),
    row('16.4.3', 'logs go to a separate system', aws(
      'Lambda sends lines to CloudWatch Logs, where functions cannot delete them. It is the same AWS account; export to another is yours to decide.', LAMBDA_LOGS,
      tests('functions/functions', '%s: exactly what the routes call, on this pool only'))),
    row('16.5.1', 'generic messages for unexpected errors', holds(
      'No response holds the message of an error.',
      tests('errors/modelled-errors', 'each error has the one answer that says what the caller can do, and nothing of its cause'), tests('flows/secrets', 'into the body or a header of an error'))),
    row('16.5.2', 'stay secure where other services fail', holds(
      'Every fault of every call was tried: refused, throttled, reset, hung and half answered.',
      tests('faults/fault-matrix', 'the routes of %s survive every fault', 'no call of the route table is left out'))),
    row('16.5.3', 'fail closed', holds(
      'Without keys, claims or an answer of Cognito nobody passes.',
      tests('handlers/authorizer', 'while the keys cannot be had nobody passes, and the next caller asks again', 'while Cognito %s nobody passes, and nobody is told to log in again'),
      tests('handlers/private', 'with %s nobody is authorized'))),
  ],
};

export const WEBRTC: Chapter = {
  number: 17,
  title: 'WebRTC',
  rows: [
    row(['17.1.1', '17.2.1', '17.2.2', '17.2.3', '17.2.4', '17.3.1', '17.3.2'], 'TURN, media and signaling servers', notApplicable('There is no WebRTC.')),
  ],
};
