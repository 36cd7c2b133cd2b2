/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

export type Child = Node | string | undefined | false;

type Properties<K extends keyof HTMLElementTagNameMap> = Partial<Omit<HTMLElementTagNameMap[K], 'attributes' | 'dataset' | 'style'>> & {
  /** Attributes that have no property of the same name: `aria-*`, `for`, `role`. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly dataset?: Readonly<Record<string, string>>;
};

/** Makes an element. Strings become text, never markup. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, properties: Properties<K> = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  const { attributes = {}, dataset = {}, ...rest }: { attributes?: Record<string, string>; dataset?: Record<string, string> } = properties;
  Object.assign(element, rest);
  Object.assign(element.dataset, dataset);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...present(children));
  return element;
}

export function replace(parent: Element, ...children: Child[]): void {
  parent.replaceChildren(...present(children));
}

function present(children: readonly Child[]): Array<Node | string> {
  return children.filter((child): child is Node | string => child !== undefined && child !== false && child !== '');
}

let lastId = 0;

/** An id for an element that another one refers to. */
export function uniqueId(prefix: string): string {
  return `${prefix}-${++lastId}`;
}

interface ButtonOptions {
  /** @default quiet */
  readonly className?: string;
  /** What the label says for a moment after the action. */
  readonly done?: string;
  /** Its name for a screen reader, where the label alone says too little. */
  readonly describe?: string;
}

/** A button that does something at once. */
export function button(label: string, action: () => unknown, options: ButtonOptions = {}): HTMLButtonElement {
  const element = h('button', { type: 'button', className: options.className ?? 'quiet' }, label);
  if (options.describe) element.setAttribute('aria-label', options.describe);
  element.addEventListener('click', () => {
    void Promise.resolve(action()).then(() => {
      if (!options.done) return;
      element.textContent = options.done;
      setTimeout(() => { element.textContent = label; }, 1_500);
    });
  });
  return element;
}

/** A button that copies a text. */
export function copyButton(label: string, text: () => string, describe?: string): HTMLButtonElement {
  return button(label, async () => navigator.clipboard.writeText(text()), { className: 'quiet small', done: 'Copied', describe });
}
