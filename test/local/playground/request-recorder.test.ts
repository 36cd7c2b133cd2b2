import { RequestLog, RequestRecorder } from '../../../local/playground';

const reply = { status: 200, headers: new Headers({ 'x-amzn-requestid': 'id-1' }) as { get(name: string): string } };
const call = (operation: string) => ({ operation, milliseconds: 1 });
const login = { method: 'POST', path: '/user/login' };

function setUp() {
  const log = new RequestLog();
  return { log, recorder: new RequestRecorder(log) };
}

/** Begins a request that goes to a function and waits to be told to end. */
async function begin(recorder: RequestRecorder, functionName: string) {
  let end = () => {};
  const ended = new Promise<void>((resolve) => { end = resolve; });
  const done = recorder.record(login, async () => {
    await Promise.resolve();
    recorder.invoking(functionName);
    await ended;
    return reply;
  });
  await Promise.resolve();
  await Promise.resolve();
  return async () => {
    end();
    await done;
  };
}

test('a request is logged with its function, its calls and its answer', async () => {
  const { log, recorder } = setUp();
  const end = await begin(recorder, 'Login');
  recorder.called(call('AdminInitiateAuth'), 'Login');
  recorder.called({ ...call('ForgotPassword'), error: 'LimitExceededException' }, undefined);
  await end();
  expect(log.since()).toEqual([{
    id: 1,
    at: expect.stringMatching(/^\d{4}-.*Z$/),
    method: 'POST',
    path: '/user/login',
    status: 200,
    requestId: 'id-1',
    milliseconds: expect.any(Number),
    functionName: 'Login',
    calls: [call('AdminInitiateAuth'), { ...call('ForgotPassword'), error: 'LimitExceededException' }],
  }]);
});

test('requests at once to several functions keep their signed calls apart', async () => {
  const { log, recorder } = setUp();
  const ends = [await begin(recorder, 'Login'), await begin(recorder, 'Signup')];
  recorder.called(call('AdminCreateUser'), 'Signup');
  recorder.called(call('AdminInitiateAuth'), 'Login');
  for (const end of ends) await end();
  expect(log.since().map(({ functionName, calls }) => [functionName, calls])).toEqual([
    ['Login', [call('AdminInitiateAuth')]], ['Signup', [call('AdminCreateUser')]],
  ]);
});

test('where a call could be of several requests, none of them claims it', async () => {
  const { log, recorder } = setUp();
  const ends = [await begin(recorder, 'Password'), await begin(recorder, 'Session'), await begin(recorder, 'Password')];
  recorder.called(call('RevokeToken'), 'Session');
  recorder.called(call('ForgotPassword'), 'Password');
  for (const end of ends) await end();
  expect(log.since().map(({ functionName, calls }) => [functionName, calls])).toEqual([
    ['Password', undefined], ['Session', [call('RevokeToken')]], ['Password', undefined],
  ]);
});

test('a call that no request made is in no entry, and a request that no function answers has no calls', async () => {
  const { log, recorder } = setUp();
  await recorder.record(login, async () => {
    recorder.called(call('AdminCreateUser'), undefined);
    return reply;
  });
  recorder.called(call('AdminCreateUser'), 'Login');
  expect(log.since()).toEqual([expect.objectContaining({ functionName: undefined, calls: [] })]);
});

test('a failure to answer goes to the caller', async () => {
  const { log, recorder } = setUp();
  await expect(recorder.record(login, async () => { throw new Error('broken'); })).rejects.toThrow('broken');
  expect(log.since()).toEqual([]);
});
