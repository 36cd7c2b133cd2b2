import { Child, h, uniqueId } from './dom';

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'email' | 'password' | 'code' | 'textarea';
  readonly autocomplete?: AutoFill;
  readonly value?: string;
  readonly hint?: string;
}

export interface FormOptions {
  readonly fields?: readonly Field[];
  /** What stands between the fields and the button. */
  readonly extra?: readonly Child[];
  readonly submit: string;
  readonly danger?: boolean;
  /** Buttons beside the one that sends. */
  readonly beside?: readonly Child[];
  readonly onSubmit: (values: Record<string, string>) => Promise<unknown>;
}

/**
 * A form that sends what was typed as it was typed: the browser checks nothing, so that the API's own answers to bad
 * input can be seen.
 */
export function form({ fields = [], extra = [], submit, danger, beside = [], onSubmit }: FormOptions): HTMLFormElement {
  const send = h('button', { type: 'submit', className: danger ? 'danger' : 'primary' }, submit);
  const element = h('form', { noValidate: true }, ...fields.map(fieldRow), ...extra, h('div', { className: 'actions' }, send, ...beside));
  let busy = false;
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    send.setAttribute('aria-disabled', 'true'); // `disabled` would drop the focus
    void onSubmit(valuesOf(element)).finally(() => {
      busy = false;
      send.removeAttribute('aria-disabled');
    });
  });
  return element;
}

export function valuesOf(element: HTMLFormElement): Record<string, string> {
  const entries = [...new FormData(element)].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(entries);
}

/** Sets a field as if someone had typed. */
export function fill(root: ParentNode, name: string, value: string): HTMLInputElement | undefined {
  const input = root.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  if (!input) return undefined;
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  return input;
}

function fieldRow({ name, label, type = 'text', autocomplete, value = '', hint }: Field): HTMLElement {
  const id = uniqueId(name);
  const hintId = `${id}-hint`;
  const control = type === 'textarea' ? h('textarea', { id, name, value, rows: 6, spellcheck: false }) : h('input', { id, name, value });
  if (control instanceof HTMLInputElement) {
    control.type = type === 'code' ? 'text' : type;
    control.autocomplete = autocomplete ?? (type === 'code' ? 'one-time-code' : 'off');
    if (type === 'code') control.inputMode = 'numeric';
    if (type === 'email') control.spellcheck = false;
  }
  if (type === 'code') control.className = 'code';
  if (hint) control.setAttribute('aria-describedby', hintId);
  return h('div', { className: 'field' },
    h('label', { htmlFor: id }, label),
    type === 'password' ? h('div', { className: 'with-button' }, control, revealButton(control as HTMLInputElement, label)) : control,
    hint && h('p', { className: 'hint', id: hintId }, hint));
}

function revealButton(input: HTMLInputElement, label: string): HTMLButtonElement {
  const element = h('button', { type: 'button', className: 'reveal', attributes: { 'aria-pressed': 'false', 'aria-label': `Show: ${label}` } }, 'Show');
  element.addEventListener('click', () => {
    const shown = input.type === 'password';
    input.type = shown ? 'text' : 'password';
    element.setAttribute('aria-pressed', String(shown));
  });
  return element;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** A group of radio buttons. */
export function radios(name: string, legend: string, choices: readonly Choice[], chosen: string): HTMLFieldSetElement {
  return h('fieldset', {}, h('legend', {}, legend), ...choices.map(({ value, label, hint }) => {
    const input = h('input', { type: 'radio', name, value, checked: value === chosen });
    return h('label', { className: 'choice' }, input, h('span', {}, label, hint && h('span', { className: 'hint' }, ` ${hint}`)));
  }));
}

/** A drop-down list with its label. */
export function select(name: string, label: string, choices: readonly Choice[], chosen = choices[0]?.value): HTMLElement {
  const id = uniqueId(name);
  const options = choices.map((choice) => h('option', { value: choice.value, selected: choice.value === chosen }, choice.label));
  return h('div', { className: 'field' }, h('label', { htmlFor: id }, label), h('select', { id, name }, ...options));
}
