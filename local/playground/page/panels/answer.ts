import { Child, copyButton, h, replace } from '../dom';
import { Playground } from '../playground';
import { Answer, textMember } from '../state';

/** Shows what came back for the last request. */
export function answerPanel(playground: Playground): HTMLElement {
  const outcome = h('div', { className: 'outcome', attributes: { role: 'status' } });
  const details = h('div');
  const panel = h('section', { className: 'card answer', hidden: true, attributes: { 'aria-labelledby': 'answer-title' } },
    h('h2', { id: 'answer-title', className: 'card-title' }, 'Answer'), outcome, details);
  playground.answer.watch((answer) => {
    panel.hidden = !answer;
    if (!answer) return;
    replace(outcome, ...summary(answer));
    replace(details, ...content(answer));
    outcome.scrollIntoView({ block: 'nearest' });
  });
  return panel;
}

function summary({ status, method, path, body, milliseconds, retryAfter }: Answer): Child[] {
  const code = textMember(body, 'code');
  return [
    h('span', { className: `status ${statusClass(status)}` }, status === 0 ? 'no answer' : String(status)),
    h('span', { className: 'request' }, `${method} ${path}`),
    h('span', { className: 'hint' }, `${milliseconds} ms`),
    h('p', { className: 'message' }, code && h('code', { className: 'tag' }, code), code && ' ', textMember(body, 'message') || (status === 204 ? 'Done; there is no body.' : '')),
    retryAfter && h('p', { className: 'hint' }, `Try again after ${retryAfter} s.`),
  ];
}

function content({ body, curl, requestId }: Answer): Child[] {
  return [
    body !== undefined && h('pre', { tabIndex: 0, attributes: { 'aria-label': 'Body of the answer' } }, printed(body)),
    h('div', { className: 'curl' }, h('code', {}, curl), copyButton('Copy', () => curl, 'Copy the curl line')),
    requestId && h('p', { className: 'hint' }, `Request id ${requestId}`),
  ];
}

/** Longer than any sentence of an answer, shorter than any token. */
const LONG = 120;

function printed(body: unknown): string {
  if (typeof body === 'string') return body;
  const shorten = (_name: string, value: unknown) => (
    typeof value === 'string' && value.length > LONG ? `${value.slice(0, 24)}… (${value.length} characters)` : value
  );
  return JSON.stringify(body, shorten, 2);
}

export function statusClass(status: number): 'good' | 'refused' | 'broken' {
  if (status >= 200 && status < 400) return 'good';
  return status >= 400 && status < 500 ? 'refused' : 'broken';
}
