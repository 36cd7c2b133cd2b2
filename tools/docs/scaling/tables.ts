import { BY_DEFAULT, Cost, OPTIONS, PLANS } from './costs';
import { PRICES, Price } from './prices';
import { CATEGORIES } from '../../../local/cognito/quotas/categories';
import { Route } from '../../../src/routes/route';
import { ROUTES } from '../../../src/routes/table';

const table = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
  [heads, heads.map((head) => head.startsWith('USD') ? '---:' : '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const money = (usd: number) => usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function costTable(costs: readonly Cost[], sum?: string): string {
  const rows = costs.map(({ says, formula, usd }) => [says, formula, money(usd)]);
  const total = costs.reduce((all, { usd }) => all + usd, 0);
  return table(['', 'Reckoned', 'USD a month'], [...rows, ...sum ? [[`**${sum}**`, '', `**${money(total)}**`]] : []]);
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

/** The stage's own limit, which holds where a row has none. */
const STAGE = { rate: 100, burst: 200 };

function throttleTable(): string {
  return table(['Route', 'Requests a second', 'At once', 'Cognito\'s quotas that it may draw on, requests a second'], ROUTES.map((route) => {
    const { rate, burst } = route.throttle ?? STAGE;
    return [`\`${route.method} /${route.path}\`${route.when?.signUpMode ? ` (${route.when.signUpMode})` : ''}`, `${rate}`, `${burst}`, categoriesOf(route)];
  }));
}

function quotaTable(): string {
  return table(['Category', 'Requests a second', 'Can be raised', 'Operations'], Object.entries(CATEGORIES).map(([name, { rate, adjustable, operations }]) =>
    [name, `${rate}`, adjustable ? 'yes' : 'no', operations.join(', ')]));
}

/** The generated parts of docs/scaling.md, by the names of their marks. */
export const SCALING_TABLES: Readonly<Record<string, () => string>> = {
  'default costs': () => costTable(BY_DEFAULT, 'Together'),
  'plans': () => costTable(PLANS),
  'options': () => costTable(OPTIONS),
  'prices': priceTable,
  'throttles': throttleTable,
  'quotas': quotaTable,
};
