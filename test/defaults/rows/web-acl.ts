import { Duration } from 'aws-cdk-lib';
import { WebAclOptions } from '../../../src';
import { Check, code, Rows, templateOf, words } from '../checks';

const built = (options?: WebAclOptions) => templateOf({}, (auth) => auth.addWebAcl(options));

function codeOf<Name extends keyof WebAclOptions>(name: Name, other: WebAclOptions[Name]): Check {
  return code((value: WebAclOptions[Name] | undefined) => built({ [name]: value }), other);
}

const GROUPS = ['AWSManagedRulesAmazonIpReputationList', 'AWSManagedRulesKnownBadInputsRuleSet', 'AWSManagedRulesCommonRuleSet'];

export const WEB_ACL: Rows = {
  rateLimit: codeOf('rateLimit', 50),
  evaluationWindow: codeOf('evaluationWindow', Duration.minutes(1)),
  managedRuleGroups: words(`- ${GROUPS.join(', ')}`, () => {
    expect(built({ managedRuleGroups: GROUPS }).toJSON()).toEqual(built().toJSON());
    expect(built({ managedRuleGroups: [] }).toJSON()).not.toEqual(built().toJSON());
  }),
  countOnly: codeOf('countOnly', true),
};
