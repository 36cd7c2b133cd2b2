import { PRICES } from './prices';

/** Assumptions that a reader may want to change. */
export const ASSUMPTIONS = {
  /** New users in a month, each of whom logs in once. */
  users: 1e6,
  /** Seconds for which a function is charged, most of them spent waiting for Cognito. Nobody measured it on AWS. */
  seconds: { signup: 0.6, other: 0.3 },
  /** Memory of a function, in GB. */
  memory: 0.5,
  /** GB of log a request: the line of the handler, and what Lambda writes about a call. */
  logPerRequest: 1e-6,
  /** GB of access log a request. */
  accessLogPerRequest: 0.5e-6,
  secondsInMonth: 30 * 86_400,
} as const;

/** What one call of `addWebAcl()`, `addAlarms()` and `addDashboard()` makes; a test holds it against the templates. */
export const MADE = { webAclRules: 4, alarms: 5, alarmMetrics: 3, dashboardMetrics: 5 } as const;

const { users, seconds, memory, logPerRequest, accessLogPerRequest, secondsInMonth } = ASSUMPTIONS;
/** Cognito gives these away each month on Lite and Essentials. */
const FREE_USERS = 10_000;
/** The end of the first step of Lite. */
const LITE_STEP = 100_000;
const REQUESTS = 2 * users;

export interface Cost {
  readonly says: string;
  /** The calculation, so that readers can repeat it with other numbers. */
  readonly formula: string;
  readonly usd: number;
}

const number = (value: number) => Number(value.toPrecision(10)).toLocaleString('en-US', { maximumFractionDigits: 10 });

/** A sum of products and its formula: `[[1000000, 0.02], [5]]` is `1,000,000 × 0.02 + 5`. */
function cost(says: string, ...terms: readonly (readonly number[])[]): Cost {
  return {
    says,
    formula: terms.map((factors) => factors.map(number).join(' × ')).join(' + '),
    usd: terms.reduce((sum, factors) => sum + factors.reduce((product, factor) => product * factor, 1), 0),
  };
}

/** What one more request for each user costs, apart from Cognito. */
const oneMoreRequest = (): (readonly number[])[] => [
  [users, PRICES.apiRequest.usd],
  [users, PRICES.invocation.usd],
  [users, seconds.other, memory, PRICES.gigabyteSecond.usd],
  [users, logPerRequest, PRICES.logGigabyte.usd],
];

/** By default, on Cognito's default plan. */
export const BY_DEFAULT: readonly Cost[] = [
  cost('Cognito, Essentials', [users - FREE_USERS, PRICES.essentialsUser.usd]),
  cost('API Gateway', [REQUESTS, PRICES.apiRequest.usd]),
  cost('Lambda', [REQUESTS, PRICES.invocation.usd], [users, seconds.signup + seconds.other, memory, PRICES.gigabyteSecond.usd]),
  cost('Logs of the functions', [REQUESTS, logPerRequest, PRICES.logGigabyte.usd]),
];

/** Instead of Essentials. */
export const PLANS: readonly Cost[] = [
  cost('`FeaturePlan.LITE`', [LITE_STEP - FREE_USERS, PRICES.liteUser.usd], [users - LITE_STEP, PRICES.liteUserAbove.usd]),
  cost('`FeaturePlan.ESSENTIALS`', [users - FREE_USERS, PRICES.essentialsUser.usd]),
  cost('`FeaturePlan.PLUS`, which threat protection needs', [users, PRICES.plusUser.usd]),
];

/** On top of the default. */
export const OPTIONS: readonly Cost[] = [
  cost('Calls from a browser on another origin, each with a preflight', [REQUESTS, PRICES.apiRequest.usd]),
  cost('`SignUpMode.EMAIL_CODE` by SES: one email and one more request per user', [users, PRICES.email.usd], ...oneMoreRequest()),
  cost('An authenticator app as second factor: one more request per login', ...oneMoreRequest()),
  cost('SMS as second factor, in the USA: the same, and a message', [users, PRICES.sms.usd], ...oneMoreRequest()),
  cost('`addWebAcl()`', [PRICES.webAcl.usd], [MADE.webAclRules, PRICES.webAclRule.usd], [REQUESTS, PRICES.webAclRequest.usd]),
  cost('`addAlarms()`', [MADE.alarms, PRICES.alarm.usd], [MADE.alarmMetrics, PRICES.metric.usd]),
  cost('`addDashboard()`', [PRICES.dashboard.usd], [MADE.dashboardMetrics, PRICES.metric.usd]),
  cost('`accessLog: true`', [REQUESTS, accessLogPerRequest, PRICES.logGigabyte.usd]),
  cost('Provisioned concurrency: one environment of one function', [memory, secondsInMonth, PRICES.provisionedGigabyteSecond.usd]),
  cost('10 more requests a second in one category of Cognito', [10, PRICES.quota.usd]),
];
