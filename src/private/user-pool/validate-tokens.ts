import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { refuse, validateDuration, validateWrittenOut } from '../validation';
import { DEFAULT_ACCESS_TOKEN_VALIDITY, DEFAULT_ID_TOKEN_VALIDITY, DEFAULT_REFRESH_TOKEN_VALIDITY } from './user-pool-client';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html */
export function validateTokens(props: CognitoPasswordAuthApiProps): void {
  for (const name of ['accessTokenValidity', 'idTokenValidity', 'refreshTokenValidity', 'refreshTokenRotationGracePeriod'] as const) {
    validateWrittenOut(name, props[name]);
  }
  const short = { min: Duration.minutes(5), max: Duration.hours(24), unit: 'minutes' } as const;
  validateDuration('accessTokenValidity', props.accessTokenValidity, short);
  validateDuration('idTokenValidity', props.idTokenValidity, short);
  validateDuration('refreshTokenValidity', props.refreshTokenValidity, { min: Duration.minutes(60), max: Duration.days(3650), unit: 'minutes' });
  validateDuration('refreshTokenRotationGracePeriod', props.refreshTokenRotationGracePeriod, {
    min: Duration.seconds(0), max: Duration.seconds(60), unit: 'seconds',
  });
  validateRotationPlan(props);
  validateOutlived('accessTokenValidity', props.accessTokenValidity ?? DEFAULT_ACCESS_TOKEN_VALIDITY, props.refreshTokenValidity);
  validateOutlived('idTokenValidity', props.idTokenValidity ?? DEFAULT_ID_TOKEN_VALIDITY, props.refreshTokenValidity);
}

/** @see https://aws.amazon.com/about-aws/whats-new/2025/04/amazon-cognito-refresh-token-rotation/ */
function validateRotationPlan({ featurePlan, refreshTokenRotationGracePeriod: period }: CognitoPasswordAuthApiProps): void {
  if (period && featurePlan === cognito.FeaturePlan.LITE) {
    refuse(`'refreshTokenRotationGracePeriod' is ${period.toHumanString()}, but FeaturePlan.LITE has no rotation; set 'featurePlan' to ESSENTIALS or PLUS`);
  }
}

function validateOutlived(prop: string, value: Duration, refresh: Duration = DEFAULT_REFRESH_TOKEN_VALIDITY): void {
  if (value.toMilliseconds() > refresh.toMilliseconds()) {
    refuse(`'${prop}' is ${value.toHumanString()}, longer than the ${refresh.toHumanString()} of 'refreshTokenValidity'; set it to no more`);
  }
}
