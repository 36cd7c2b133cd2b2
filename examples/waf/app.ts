import { App, Duration, Stack } from 'aws-cdk-lib';
import { CognitoPasswordAuthApi } from 'cdk-cognito-password-auth';

const stack = new Stack(new App(), 'Waf');
const auth = new CognitoPasswordAuthApi(stack, 'Auth');

const webAcl = auth.addWebAcl({
  rateLimit: 30,
  evaluationWindow: Duration.minutes(1),
  managedRuleGroups: ['AWSManagedRulesAmazonIpReputationList', 'AWSManagedRulesAnonymousIpList', 'AWSManagedRulesKnownBadInputsRuleSet'],
});
webAcl.description = 'Protects the sign-up and login of this app';
