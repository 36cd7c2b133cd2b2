import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { WebAclOptions } from '../../web-acl-options';
import { isKnownDuration, throwInvalid, validateWholeNumber, validateLiteral } from '../validation';

/** In seconds. */
const WINDOWS = [60, 120, 300, 600];

/** Rule groups that do nothing, or cannot be made, without settings of their own, or cost by the request. */
const WITH_SETTINGS = ['AWSManagedRulesACFPRuleSet', 'AWSManagedRulesATPRuleSet', 'AWSManagedRulesAntiDDoSRuleSet', 'AWSManagedRulesBotControlRuleSet'];

/** @see https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html */
export function validateWebAcl(options: WebAclOptions): void {
  const { rateLimit, evaluationWindow, managedRuleGroups } = options;
  validateWholeNumber('rateLimit', rateLimit, { min: 10, max: 2_000_000_000 });
  validateLiteral('evaluationWindow', evaluationWindow);
  if (isKnownDuration(evaluationWindow) && !WINDOWS.includes(evaluationWindow.toMilliseconds() / 1000)) {
    throwInvalid(`'evaluationWindow' is ${evaluationWindow.toHumanString()}; set it to 1, 2, 5 or 10 minutes`);
  }
  validateLiteral('managedRuleGroups', managedRuleGroups);
  managedRuleGroups?.forEach(validateRuleGroup);
}

function validateRuleGroup(name: string, index: number, names: readonly string[]): void {
  validateLiteral('managedRuleGroups', name);
  if (!/^AWSManagedRules\w+$/.test(name)) {
    throwInvalid(`'managedRuleGroups' has '${name}'; use names of AWS's own groups, such as AWSManagedRulesCommonRuleSet`);
  }
  if (WITH_SETTINGS.includes(name)) {
    throwInvalid(`'managedRuleGroups' has '${name}', which needs settings of its own and is charged apart; make a web ACL of your own and call associateWebAcl()`);
  }
  if (names.indexOf(name) !== index) throwInvalid(`'managedRuleGroups' has '${name}' twice; leave one out`);
}

export function validateWebAclArn(scope: Construct, webAclArn: string): void {
  if (Token.isUnresolved(webAclArn)) return;
  const match = /^arn:[^:]+:wafv2:([^:]+):\d{12}:(regional|global)\/webacl\/[^/]+\/[^/]+$/.exec(webAclArn);
  if (!match) throwInvalid(`'webAclArn' is '${webAclArn}'; give it as arn:aws:wafv2:<region>:<account>:regional/webacl/<name>/<id>`);
  const [, aclRegion, aclScope] = match;
  if (aclScope === 'global') throwInvalid(`'webAclArn' is '${webAclArn}', which is for CloudFront; give the ARN of a regional web ACL`);
  const { region } = Stack.of(scope);
  if (!Token.isUnresolved(region) && region !== aclRegion) {
    throwInvalid(`'webAclArn' is '${webAclArn}', which is not in ${region}, where the API is; give the ARN of a web ACL there`);
  }
}
