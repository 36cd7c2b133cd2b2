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
    case 'function': return `${event.functionName} ${event.line}`;
    // The code stays out of the log: whoever needs it reads the outbox.
    case 'message': return `outbox: ${event.kind} for ${event.to}, its code is at GET /_local/outbox`;
    case 'notice': return event.line;
  }
}
