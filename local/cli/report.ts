import { greeting } from './greeting';
import { lineOf, StackEvent, withoutControls } from '../events';
import { LogEntry } from '../playground';
import { LocalStack } from '../stack';

/** Tells whoever started the stack what happens. */
export interface Report {
  event(event: StackEvent): void;
  ready(stack: LocalStack, milliseconds: number): void;
  updated(stack: LocalStack, milliseconds: number): void;
  failed(message: string): void;
}

/** Where lines go: one for what happens, one for what went wrong. */
export interface Lines {
  out(line: string): void;
  error(line: string): void;
}

/** One JSON object a line, with the member `event`. */
export function jsonReport({ out, error }: Lines): Report {
  const describe = ({ url, apis }: LocalStack, milliseconds: number) => ({ url, apis, milliseconds: Math.round(milliseconds) });
  return {
    event: (event) => out(JSON.stringify(event)),
    ready: (stack, milliseconds) => out(JSON.stringify({ event: 'ready', ...describe(stack, milliseconds) })),
    updated: (stack, milliseconds) => out(JSON.stringify({ event: 'updated', ...describe(stack, milliseconds) })),
    failed: (message) => error(JSON.stringify({ event: 'error', message })),
  };
}

type Paint = (colour: keyof typeof COLOURS, text: string) => string;

const COLOURS = { red: 31, green: 32, yellow: 33, cyan: 36, dim: 2 } as const;

const painter = (coloured: boolean): Paint => (colour, text) => coloured ? `\u001b[${COLOURS[colour]}m${text}\u001b[0m` : text;

/** Lines for people. @param coloured - which of the two are for a terminal that shows colours */
export function textReport({ out, error }: Lines, coloured: Readonly<Record<keyof Lines, boolean>>): Report {
  const paint = painter(coloured.out);
  return {
    event: (event) => out(event.event === 'request' ? requestLine(event.request, paint) : textOf(event, paint)),
    ready: (stack) => out(greeting(stack).join('\n')),
    updated: (stack, milliseconds) => out(paint('green', `Serving the new version after ${seconds(milliseconds)}, at ${stack.url}`)),
    failed: (message) => error(painter(coloured.error)('red', withoutControls(message))),
  };
}

function textOf(event: StackEvent, paint: Paint): string {
  if (event.event === 'function') return `${paint('dim', event.functionName)} ${withoutControls(event.line)}`;
  return paint(event.event === 'message' ? 'cyan' : 'yellow', lineOf(event) ?? '');
}

/** For example `12:00:01 POST /user/login 200 14 ms (AdminInitiateAuth 9 ms)`. */
function requestLine({ at, method, path, status, milliseconds, calls }: LogEntry, paint: Paint): string {
  const colour = status < 300 ? 'green' : status < 500 ? 'yellow' : 'red';
  const said = (calls ?? []).map((call) => `${call.operation} ${call.error ? `${call.error} ` : ''}${round(call.milliseconds)}`).join(', ');
  const cognito = calls === undefined ? ' (calls not told apart from those of requests at the same time)' : said && ` (${said})`;
  return `${paint('dim', at.slice(11, 19))} ${method} ${printable(path)} ${paint(colour, String(status))} ${round(milliseconds)}${paint('dim', cognito)}`;
}

/** A path comes from outside: what would steer a terminal is shown as its code. */
function printable(path: string): string {
  return path.replace(/[^\x21-\x7e]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

const round = (milliseconds: number) => `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;

/** Whether to colour, as https://no-color.org and most tools have it. */
export function wantsColours(environment: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  if (environment.NO_COLOR) return false;
  if (environment.FORCE_COLOR !== undefined) return environment.FORCE_COLOR !== '0';
  return isTerminal && environment.TERM !== 'dumb';
}
