import { Child, h, replace } from './dom';
import { Feed } from './feed';
import { fillFromMessage } from './fill-from-message';
import { Area } from './flows';
import { decodeToken } from './jwt';
import { answerPanel } from './panels/answer';
import { outboxPanel } from './panels/outbox';
import { Playground } from './playground';
import { timeLeft } from './time-left';
import { View } from './views/view';

/** The frame of the page: header, navigation, the open view, and the panels beside it. */
export class Shell {
  /** Makes the page work on another set of routes. */
  public choose?: (area: Area) => void;

  private views: readonly View[] = [];
  private readonly who = h('p', { className: 'who' });
  private readonly nav = h('nav', { attributes: { 'aria-label': 'Flows' } });
  private readonly view = h('section', { id: 'view', className: 'card view', tabIndex: -1, attributes: { 'aria-labelledby': 'view-title' } });
  private readonly centre = h('main');
  private readonly side = h('aside', { attributes: { 'aria-label': 'What the stack did' } });
  private focusNext: string | undefined;
  /** Takes the last answer away: people who turn to another flow are done with it. */
  private leaveAnswer?: () => void;

  public constructor(root: HTMLElement, stackName: string, areas: readonly Area[], private readonly requests: HTMLElement, feed: Feed) {
    const offline = h('p', { className: 'offline', attributes: { role: 'alert' } });
    feed.reachable.watch((reachable) => replace(offline, !reachable && 'The local stack does not answer. Is it still running?'));
    document.querySelector('.skip')?.addEventListener('click', (event) => {
      event.preventDefault(); // the fragment names the open view
      this.view.focus();
    });
    replace(root,
      h('header', {},
        h('h1', {}, 'Playground', h('span', { className: 'stack' }, stackName)),
        areas.length > 1 && this.areaSelect(areas),
        this.who),
      offline, this.nav, this.centre, this.side);
    addEventListener('hashchange', () => {
      this.leaveAnswer?.();
      this.open(true);
    });
  }

  public show(playground: Playground, views: readonly View[]): void {
    this.views = views;
    // The next form need not ask for the address again, whether or not this one was sent.
    this.view.oninput = ({ target }) => {
      if (target instanceof HTMLInputElement && target.name === 'email') playground.draft.email = target.value;
    };
    replace(this.centre, this.view, answerPanel(playground));
    replace(this.side, outboxPanel(playground, (message) => fillFromMessage(playground, message, this.view)), this.requests);
    playground.session.watch((session) => {
      const claims = session && decodeToken(session.idToken)?.claims;
      replace(this.who, ...session && claims
        ? [h('a', { href: '#session' }, session.email), timeLeft(claims, 'ID token')]
        : [h('span', { className: 'hint' }, 'Nobody is logged in')]);
    });
    this.leaveAnswer = () => playground.answer.set(undefined);
    // At the first sight of the page the focus stays where the browser puts it.
    this.open(false);
  }

  /** Opens a view, if there is one of that name. @param focus the field that gets the focus, `first` for the first one, otherwise the heading */
  public go(view: string, focus?: string): void {
    if (!this.views.some(({ id }) => id === view)) return;
    this.focusNext = focus;
    if (this.current()?.id !== view) history.pushState(null, '', `#${encodeURIComponent(view)}`);
    this.open(true);
  }

  private current(): View | undefined {
    const id = decodeURIComponent(location.hash.slice(1));
    return this.views.find((view) => view.id === id);
  }

  private open(moveFocus: boolean): void {
    const view = this.current() ?? this.views[0];
    replace(this.nav, ...navigation(this.views, view));
    this.nav.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
    const heading = h('h2', { id: 'view-title', tabIndex: -1 }, view?.title ?? 'No routes');
    replace(this.view, heading,
      view && h('p', { className: 'summary' }, view.summary),
      view && view.routes.length > 0 && h('ul', { className: 'routes' }, ...view.routes.map(routeLine)),
      ...view?.render() ?? []);
    const field = this.focusNext === 'first' ? 'input' : `input[name="${this.focusNext}"]`;
    const target = this.focusNext ? this.view.querySelector<HTMLElement>(field) ?? heading : heading;
    this.focusNext = undefined;
    if (moveFocus) target.focus();
  }

  private areaSelect(areas: readonly Area[]): HTMLElement {
    const element = h('select', { id: 'area' }, ...areas.map(({ api, base }, index) => h('option', { value: String(index) }, `${api.name} ${base}`)));
    element.addEventListener('change', () => this.choose?.(areas[Number(element.value)]));
    return h('div', { className: 'area' }, h('label', { htmlFor: 'area' }, 'API'), element);
  }
}

function navigation(views: readonly View[], current: View | undefined): Child[] {
  const groups = [...new Set(views.map(({ group }) => group))];
  return groups.map((group) => h('div', { className: 'group' },
    h('h2', {}, group),
    h('ul', {}, ...views.filter((view) => view.group === group).map((view) => {
      // With a path before it: a bare fragment that is pushed off the strip would pass for a broken skip link.
      const link = h('a', { href: `./#${encodeURIComponent(view.id)}` }, view.title);
      if (view === current) link.setAttribute('aria-current', 'page');
      return h('li', {}, link);
    }))));
}

const TOKENS = { none: '', id: 'ID token', access: 'access token', other: 'authorizer of another kind' } as const;

function routeLine({ method, path, token }: View['routes'][number]): HTMLElement {
  return h('li', {}, h('span', { className: `method ${method.toLowerCase()}` }, method), h('code', {}, path), token !== 'none' && h('span', { className: 'tag' }, TOKENS[token]));
}
