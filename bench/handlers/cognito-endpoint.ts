import { createServer } from 'node:https';
import { ANSWERS } from './cognito-answers';

/*
 * Cognito's endpoint in a process of its own, so that what it spends is not counted as the function's. It answers at
 * once: the network and Cognito's own time are the same for every client and only hide what differs.
 *
 * `FAULT` makes it fail: `hang-priming` and `reset-priming` never answer or break off what calls no operation, `reset`
 * breaks off everything, `error` answers every operation with the error that `FAULT_NAME` names.
 */

const { TLS_KEY: key, TLS_CERT: cert, FAULT, FAULT_NAME = 'InternalErrorException' } = process.env;

const bodies = new Map(Object.entries(ANSWERS).map(([operation, answer]) => [operation, Buffer.from(JSON.stringify(answer))]));

function answerTo(operation: string | undefined): { status: number; body: Buffer } {
  if (FAULT === 'error') {
    return { status: FAULT_NAME.startsWith('Internal') ? 500 : 400, body: Buffer.from(JSON.stringify({ __type: FAULT_NAME, message: 'as asked' })) };
  }
  const body = operation === undefined ? undefined : bodies.get(operation);
  return body
    ? { status: 200, body }
    : { status: 400, body: Buffer.from(JSON.stringify({ __type: 'UnknownOperationException' })) };
}

const server = createServer({ key, cert, keepAliveTimeout: 60_000 }, (request, response) => {
  const priming = request.headers['x-amz-target'] === undefined;
  if (FAULT === 'reset' || (FAULT === 'reset-priming' && priming)) {
    request.socket.destroy();
    return;
  }
  if (FAULT === 'hang-priming' && priming) {
    return;
  }
  request.resume().on('end', () => {
    const operation = request.headers['x-amz-target']?.toString().split('.')[1];
    const { status, body } = answerTo(operation);
    response.writeHead(status, {
      'content-type': 'application/x-amz-json-1.1',
      'content-length': body.length,
      'x-amzn-requestid': '1c2bbd0a-55f6-4a2b-8f0a-0c8b7a2f6f01',
    });
    response.end(body);
  });
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send!({ port: typeof address === 'object' ? address!.port : 0 });
});
// Whoever started it is gone: so is the reason for it.
process.on('disconnect', () => process.exit());
