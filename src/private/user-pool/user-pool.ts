import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { UserPoolSettings } from './settings';

/** Constant: this pool holds the users, and another id would replace it. */
const USER_POOL_ID = 'UserPool';

/** The existing pool, or a new one. */
export function userPoolFor(scope: Construct, settings: UserPoolSettings): cognito.IUserPool {
  if (settings.kind === 'existing') return settings.userPool;
  const userPool = new cognito.UserPool(scope, USER_POOL_ID, settings.props);
  userPool.node.addValidation({ validate: () => triggerFindings(userPool) });
  return userPool;
}

/** Triggers can be added to the pool after its props were validated. */
function triggerFindings(userPool: cognito.UserPool): string[] {
  const { lambdaConfig, userPoolTier } = userPool.node.defaultChild as cognito.CfnUserPool;
  const version: unknown = Stack.of(userPool).resolve(lambdaConfig)?.preTokenGenerationConfig?.lambdaVersion;
  return userPoolTier === cognito.FeaturePlan.LITE && (version === 'V2_0' || version === 'V3_0')
    ? [`the trigger preTokenGenerationConfig has events of version ${version}, which FeaturePlan.LITE does not have; set 'featurePlan' to ESSENTIALS or PLUS`]
    : [];
}
