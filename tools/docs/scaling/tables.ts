import { ACTIVITIES, firstLimit } from './activities';
import { BY_DEFAULT, Cost, OPTIONS, PLANS } from './costs';
import { PRICES, Price } from './prices';
import { CATEGORIES } from '../../../local/cognito/quotas/categories';
import { availableWhen } from '../../../src/routes/conditions';
import { Route } from '../../../src/routes/route';
import { ROUTES } from '../../../src/routes/table';

const table = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
  [heads, heads.map((head) => head.startsWith('USD') ? '---:' : '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const money = (usd: number) => usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function costTable(costs: readonly Cost[], sum?: string): string {
  const rows = costs.map(({ says, formula, usd }) => [says, formula, money(usd)]);
  const total = costs.reduce((all, { usd }) => all + usd, 0);
  return table(['', 'Calculation', 'USD a month'], [...rows, ...sum ? [[`**${sum}**`, '', `**${money(total)}**`]] : []]);
}

function priceTable(): string {
  return table(['One …', 'USD', 'Published at'], Object.values<Price>(PRICES).map(({ says, usd, source }) =>
    [says, usd.toLocaleString('en-US', { maximumFractionDigits: 10 }), `<${source}>`]));
}

function categoriesOf(route: Route): string {
  const operations = new Set<string>(route.calls.map(({ operation }) => operation));
  const names = Object.entries(CATEGORIES)
    .filter(([, category]) => category.operations.some((operation) => operations.has(operation)))
    .map(([name, { rate }]) => `${name} ${rate}`);
  return names.join(', ') || 'none';
}

/** The stage's limit, which holds where a row has none. */
const STAGE = { rate: 100, burst: 200 };

/** What the page says of a route's throttle. */
export const throttleOf = ({ throttle = STAGE }: Route) => throttle;

const needsMode = ({ when = [] }: Route) => when.some((name) => name === 'autoConfirm' || name === 'emailCode');

function throttleTable(): string {
  return table(['Route', 'Requests a second', 'At once', 'Cognito\'s quotas that it may draw on, requests a second'], ROUTES.map((route) => {
    const { rate, burst } = throttleOf(route);
    return [`\`${route.method} /${route.path}\`${needsMode(route) ? ` (when ${availableWhen(route)})` : ''}`, `${rate}`, `${burst}`, categoriesOf(route)];
  }));
}

function quotaTable(): string {
  return table(['Category', 'Requests a second', 'Can be raised', 'Operations'], Object.entries(CATEGORIES).map(([name, { rate, adjustable, operations }]) =>
    [name, `${rate}`, adjustable ? 'yes' : 'no', operations.join(', ')]));
}

function activityTable(): string {
  return table(['What users do', 'Calls', 'Binds first', 'At'], ACTIVITIES.map((activity) => {
    const { category, perSecond } = firstLimit(activity);
    const { adjustable } = CATEGORIES[category];
    const at = [perSecond, ...activity.unit ? [activity.unit] : [], 'a second'].join(' ');
    return [activity.says, activity.calls.join(', '), `${category}${adjustable ? '' : ', which cannot be raised'}`, at];
  }));
}

/** The generated parts of docs/scaling.md, by the names of their marks. */
export const SCALING_TABLES: Readonly<Record<string, () => string>> = {
  'default costs': () => costTable(BY_DEFAULT, 'Together'),
  'plans': () => costTable(PLANS),
  'options': () => costTable(OPTIONS),
  'prices': priceTable,
  'throttles': throttleTable,
  'quotas': quotaTable,
  'first limits': activityTable,
};
