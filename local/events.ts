import { LogEntry } from './playground';

/** Something that whoever runs the local stack wants to see. Holds no code, token or password. */
export type StackEvent =
  /** An API answered a request. */
  | { readonly event: 'request'; readonly request: LogEntry }
  /** A function printed a line, or the local stack says why it could not run it. */
  | { readonly event: 'function'; readonly functionName: string; readonly line: string }
  /** Cognito would have sent a message, which is in the outbox. */
  | { readonly event: 'message'; readonly kind: string; readonly to: string }
  /** The local stack has something to say about itself. */
  | { readonly event: 'notice'; readonly line: string };

/** The event as a line of text; undefined for a request, which tells a reader of functions' lines nothing. */
export function lineOf(event: StackEvent): string | undefined {
  switch (event.event) {
    case 'request': return undefined;
    case 'function': return `${event.functionName} ${withoutControls(event.line)}`;
    // The code stays out of the log: whoever needs it reads the outbox.
    case 'message': return `outbox: ${event.kind} for ${withoutControls(event.to)}, its code is at GET /_local/outbox`;
    case 'notice': return withoutControls(event.line);
  }
}

/** What would steer a terminal, shown as its code: functions print what requests hold. A tab and the ends of lines stay. */
export function withoutControls(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code}` : `\\x${code.padStart(2, '0')}`;
  });
}
