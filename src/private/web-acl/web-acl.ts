import { Duration, Names, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { validateWebAcl, validateWebAclArn } from './validate-web-acl';
import { WebAclOptions } from '../../web-acl-options';
import { ApiContext } from '../context';
import { addProblemResponse } from '../rest-api/gateway-responses';
import { isSame } from '../rest-api/resources';
import { throwInvalid } from '../validation';

export const CORE_RULE_SET = 'AWSManagedRulesCommonRuleSet';

/** Cheapest first: the first that blocks ends the inspection. */
const DEFAULT_RULE_GROUPS = ['AWSManagedRulesAmazonIpReputationList', 'AWSManagedRulesKnownBadInputsRuleSet', CORE_RULE_SET];

/**
 * Rules of the core rule set that judge a body by its text. A password may hold any text, and no handler runs one.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
 */
const RULES_ON_BODIES = ['CrossSiteScripting_BODY', 'EC2MetaDataSSRF_BODY', 'GenericLFI_BODY', 'GenericRFI_BODY', 'SizeRestrictions_BODY'];

/** What AWS WAF takes as a pattern, in characters. */
const LONGEST_PATTERN = 512;

const WEB_ACL_ID = 'WebAcl';
const ASSOCIATION_ID = 'WebAclAssociation';

/** Creates a web ACL and associates it with the stage. */
export function createWebAcl(context: ApiContext, options: WebAclOptions): wafv2.CfnWebACL {
  validateWebAcl(options);
  validateStage(context);
  const webAcl = new wafv2.CfnWebACL(context.scope, WEB_ACL_ID, {
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    visibilityConfig: visible(Names.uniqueResourceName(context.scope, { maxLength: 128, separator: '-' })),
    rules: [rateRule(context, options), ...managedRules(options)].map((rule, priority) => ({ ...rule, priority })),
  });
  associate(context, webAcl.attrArn);
  return webAcl;
}

/** Associates an existing web ACL with the stage. */
export function associateWebAcl(context: ApiContext, webAclArn: string): wafv2.CfnWebACLAssociation {
  validateWebAclArn(context.scope, webAclArn);
  validateStage(context);
  return associate(context, webAclArn);
}

function validateStage({ scope, restApi }: ApiContext): void {
  const stage: apigateway.Stage | undefined = restApi.deploymentStage;
  if (!stage) throwInvalid('a web ACL stands before a stage, and \'restApi\' has none in this app; associate it where the stage is made');
  const stack = Stack.of(scope);
  // Another construct may stand on the same API.
  const taken = stack.node.findAll().some((child) => child instanceof wafv2.CfnWebACLAssociation && isSame(stack, child.resourceArn, stage.stageArn));
  if (taken) throwInvalid('the API has a web ACL already, and a stage takes only one; call addWebAcl() or associateWebAcl() once');
}

function associate({ scope, restApi, gatewayResponses }: ApiContext, webAclArn: string): wafv2.CfnWebACLAssociation {
  if (gatewayResponses) addProblemResponse(gatewayResponses, 'WafFiltered', 'forbidden');
  return new wafv2.CfnWebACLAssociation(scope, ASSOCIATION_ID, { resourceArn: restApi.deploymentStage.stageArn, webAclArn });
}

type Rule = Omit<wafv2.CfnWebACL.RuleProperty, 'priority'>;

function rateRule(context: ApiContext, { rateLimit = 100, evaluationWindow = Duration.minutes(5), countOnly }: WebAclOptions): Rule {
  return {
    name: 'RateLimit',
    action: countOnly ? { count: {} } : { block: {} },
    visibilityConfig: visible('RateLimit'),
    statement: {
      rateBasedStatement: {
        aggregateKeyType: 'IP',
        limit: rateLimit,
        evaluationWindowSec: evaluationWindow.toSeconds(),
        scopeDownStatement: { andStatement: { statements: [{ notStatement: { statement: PREFLIGHT } }, pathStatement(context)] } },
      },
    },
  };
}

/** A browser sends one before each call from another origin; it reaches no function. */
const PREFLIGHT: wafv2.CfnWebACL.StatementProperty = {
  byteMatchStatement: {
    fieldToMatch: { method: {} },
    positionalConstraint: 'EXACTLY',
    searchString: 'OPTIONS',
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
};

function pathStatement(context: ApiContext): wafv2.CfnWebACL.StatementProperty {
  return {
    regexMatchStatement: {
      fieldToMatch: { uriPath: {} },
      regexString: patternOf(context),
      // API Gateway finds a method by the decoded path, so that an encoded letter must not hide a route here.
      textTransformations: [{ priority: 0, type: 'URL_DECODE' }, { priority: 1, type: 'NORMALIZE_PATH' }],
    },
  };
}

/**
 * The routes that are open to anyone and more than usually throttled, at the end of a path: before it comes the name of
 * the stage, or with a custom domain its base path, or nothing.
 */
function patternOf(context: ApiContext): string {
  const paths = context.settings.routes
    .filter(({ token, throttle }) => token === 'none' && throttle)
    .map((route) => context.pathOf(route).replace(/[.]/g, '\\.'));
  const pattern = `/(${paths.join('|')})/?$`;
  if (pattern.length > LONGEST_PATTERN) {
    throwInvalid(`'basePath' is '${context.settings.restApi.basePath}', too long for the ${LONGEST_PATTERN} characters of a pattern in AWS WAF; set a shorter one, or make a web ACL of your own and call associateWebAcl()`);
  }
  return pattern;
}

function managedRules({ managedRuleGroups = DEFAULT_RULE_GROUPS, countOnly }: WebAclOptions): Rule[] {
  return managedRuleGroups.map((name) => ({
    name,
    overrideAction: countOnly ? { count: {} } : { none: {} },
    visibilityConfig: visible(name),
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ...name === CORE_RULE_SET ? { ruleActionOverrides: RULES_ON_BODIES.map((rule) => ({ name: rule, actionToUse: { count: {} } })) } : {},
      },
    },
  }));
}

/** With metrics, without samples: they would show the header that a token travels in. */
function visible(metricName: string): wafv2.CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false };
}
