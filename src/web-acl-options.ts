import { Duration } from 'aws-cdk-lib';

/** What the web ACL of the API refuses. */
export interface WebAclOptions {
  /**
   * How many requests one IP address may send within `evaluationWindow` to the routes that anyone may call and that are
   * throttled: signup, login, forgotten passwords and their codes, all of them together. Whoever is above it is blocked
   * until the rate falls. Preflights do not count.
   *
   * People behind one address, such as an office, share it.
   *
   * @default 100
   * @see https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html
   */
  readonly rateLimit?: number;

  /**
   * Over which time `rateLimit` counts: 1, 2, 5 or 10 minutes.
   *
   * @default Duration.minutes(5)
   * @see https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html
   */
  readonly evaluationWindow?: Duration;

  /**
   * Names of managed rule groups of AWS, such as `AWSManagedRulesAnonymousIpList`, in the order in which they are asked.
   * Those that need settings of their own, or are charged by request, are refused: Bot Control, account takeover and
   * account creation fraud, DDoS.
   *
   * Of the core rule set, the rules that look into bodies only count, as any text may be a password.
   *
   * @default - AWSManagedRulesAmazonIpReputationList, AWSManagedRulesKnownBadInputsRuleSet, AWSManagedRulesCommonRuleSet
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
   */
  readonly managedRuleGroups?: string[];

  /**
   * Whether requests are only counted that would be blocked, to see in the metrics whom it would hit.
   *
   * @default false
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-testing.html
   */
  readonly countOnly?: boolean;
}
