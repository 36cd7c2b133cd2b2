import type { CognitoCall, LogEntry } from '../../request-log';
import { h } from '../dom';
import { statusClass } from './answer';
import { clockTime } from './outbox';

const SHOWN = 60;

export interface RequestsPanel {
  readonly element: HTMLElement;
  /** Adds entries, oldest first. */
  add(entries: readonly LogEntry[]): void;
  clear(): void;
}

/** Every request that the stack answered, whoever sent it, and what it called at Cognito. */
export function requestsPanel(): RequestsPanel {
  const list = h('ol', { className: 'requests' });
  const empty = h('p', { className: 'empty' }, 'No request yet. Those of other programs appear here too.');
  const element = h('section', { className: 'card log', attributes: { 'aria-labelledby': 'log-title' } },
    h('h2', { id: 'log-title', className: 'card-title' }, 'Requests'), empty,
    h('div', { className: 'scroller', tabIndex: 0, attributes: { 'role': 'group', 'aria-labelledby': 'log-title' } }, list));
  return {
    element,
    add(entries) {
      // Newest first. They are not announced one by one: the answer's own live region tells what people did here.
      list.prepend(...entries.map(row).reverse());
      while (list.children.length > SHOWN) list.lastElementChild!.remove();
      empty.hidden = list.children.length > 0;
    },
    clear() {
      list.replaceChildren();
      empty.hidden = false;
    },
  };
}

function row({ method, path, status, milliseconds, at, calls, functionName }: LogEntry): HTMLElement {
  return h('li', {},
    h('div', { className: 'line' },
      h('span', { className: `status ${statusClass(status)}` }, String(status)),
      h('span', { className: 'request' }, h('span', { className: `method ${method.toLowerCase()}` }, method), ` ${path}`),
      h('span', { className: 'hint' }, `${Math.round(milliseconds)} ms`),
      h('time', { className: 'hint', dateTime: at }, clockTime(at))),
    calls && calls.length > 0 ? h('ul', { className: 'calls' }, ...calls.map(callRow)) : h('p', { className: 'hint calls' }, withoutCalls(functionName, calls)));
}

function withoutCalls(functionName: string | undefined, calls: LogEntry['calls']): string {
  if (!functionName) return 'answered by the gateway itself';
  return calls ? 'no call to Cognito' : 'several requests at once: whose calls to Cognito they were is open';
}

function callRow({ operation, error, milliseconds }: CognitoCall): HTMLElement {
  return h('li', {}, h('span', { className: 'operation' }, operation), error && h('span', { className: 'error' }, error), h('span', { className: 'hint' }, `${Math.round(milliseconds)} ms`));
}
