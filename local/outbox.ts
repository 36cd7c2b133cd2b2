import type { Clock } from './clock';

/** An e-mail or text message that Cognito would have sent. */
export interface OutboxMessage {
  /** Address or phone number. */
  readonly to: string;
  /** Why it was sent: `sign-up`, `resend`, `forgot-password`, `verify-attribute`, `mfa-email`, `mfa-sms` or `invitation`. */
  readonly kind: string;
  /** The code; in an invitation the temporary password. */
  readonly code: string;
  /** ISO 8601. */
  readonly at: string;
}

// A long-running stack must not grow without bound; nobody looks further back than this.
const KEPT_MESSAGES = 1_000;

/** Holds the messages that Cognito would have sent, newest last. */
export class Outbox {
  private readonly messages: OutboxMessage[] = [];

  /** @param announce is told of every message, for instance to print it */
  public constructor(private readonly clock: Clock, private readonly announce?: (message: OutboxMessage) => void) {}

  public add(message: Omit<OutboxMessage, 'at'>): void {
    const dated = { ...message, at: new Date(this.clock.now()).toISOString() };
    this.messages.push(dated);
    if (this.messages.length > KEPT_MESSAGES) this.messages.shift();
    this.announce?.(dated);
  }

  /**
   * The code of the newest message to an address or phone number.
   *
   * @throws Error where nothing was sent there
   */
  public codeFor(to: string): string {
    const message = this.messages.filter((candidate) => candidate.to === to).at(-1);
    if (!message) throw new Error(`nothing was sent to ${to}; the outbox has messages to ${[...new Set(this.messages.map((other) => other.to))].join(', ') || 'nobody'}`);
    return message.code;
  }

  public list(): readonly OutboxMessage[] {
    return [...this.messages];
  }
}
