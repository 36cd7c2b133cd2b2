/** Where a price is published. */
const PAGES = {
  apiGateway: 'https://aws.amazon.com/api-gateway/pricing/',
  cloudWatch: 'https://aws.amazon.com/cloudwatch/pricing/',
  cognito: 'https://aws.amazon.com/cognito/pricing/',
  lambda: 'https://aws.amazon.com/lambda/pricing/',
  ses: 'https://aws.amazon.com/ses/pricing/',
  sms: 'https://aws.amazon.com/sns/sms-pricing/',
  waf: 'https://aws.amazon.com/waf/pricing/',
} as const;

export interface Price {
  readonly says: string;
  /** In USD, for one of what it says. */
  readonly usd: number;
  readonly source: string;
}

/** List prices of us-east-1. Free tiers that end after a year, or that a whole account shares, are left out; Cognito's is not. */
export const PRICES = {
  liteUser: { says: 'monthly active user on Lite, from 10,001 to 100,000', usd: 0.0055, source: PAGES.cognito },
  liteUserAbove: { says: 'monthly active user on Lite, from 100,001 to 1,000,000', usd: 0.0046, source: PAGES.cognito },
  essentialsUser: { says: 'monthly active user on Essentials, above 10,000', usd: 0.015, source: PAGES.cognito },
  plusUser: { says: 'monthly active user on Plus, from the first', usd: 0.02, source: PAGES.cognito },
  quota: { says: 'request a second, above a default quota of Cognito, for a month', usd: 20, source: PAGES.cognito },
  apiRequest: { says: 'request to a REST API, preflights too', usd: 3.5 / 1e6, source: PAGES.apiGateway },
  invocation: { says: 'call of a function', usd: 0.2 / 1e6, source: PAGES.lambda },
  gigabyteSecond: { says: 'second of 1 GB of a function on arm64', usd: 0.0000133334, source: PAGES.lambda },
  provisionedGigabyteSecond: { says: 'second of 1 GB kept ready, on arm64', usd: 0.0000033334, source: PAGES.lambda },
  logGigabyte: { says: 'GB written to CloudWatch Logs', usd: 0.5, source: PAGES.cloudWatch },
  metric: { says: 'custom metric a month', usd: 0.3, source: PAGES.cloudWatch },
  alarm: { says: 'alarm a month', usd: 0.1, source: PAGES.cloudWatch },
  dashboard: { says: 'dashboard a month', usd: 3, source: PAGES.cloudWatch },
  webAcl: { says: 'web ACL a month', usd: 5, source: PAGES.waf },
  webAclRule: { says: 'rule or managed rule group of a web ACL a month', usd: 1, source: PAGES.waf },
  webAclRequest: { says: 'request that a web ACL inspects', usd: 0.6 / 1e6, source: PAGES.waf },
  email: { says: 'email by SES', usd: 0.1 / 1e3, source: PAGES.ses },
  sms: { says: 'text message to a phone in the USA, without what its carrier adds', usd: 0.00645, source: PAGES.sms },
} as const satisfies Record<string, Price>;
