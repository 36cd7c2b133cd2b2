export type { PlaygroundApi, PlaygroundInfo, PlaygroundRoute } from './playground-info';
export { playgroundResponse, type PlaygroundRequest, type PlaygroundResponse } from './playground-response';
export { RequestLog, type CognitoCall, type LogEntry } from './request-log';
export { RequestRecorder, type RecordedReply, type RecordedRequest } from './request-recorder';
export { answersAtRoot, describeForPlayground } from './describe-apis';
export { buildPageAssets, type PageAssets } from './page-assets';
