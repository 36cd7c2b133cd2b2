import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { Settings } from '../settings';
import { throwInvalid, validateDuration, validateLiteral } from '../validation';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html */
export function validateTokens(props: CognitoPasswordAuthApiProps): void {
  for (const name of ['accessTokenValidity', 'idTokenValidity', 'refreshTokenValidity', 'refreshTokenRotationGracePeriod'] as const) {
    validateLiteral(name, props[name]);
  }
  const short = { min: Duration.minutes(5), max: Duration.hours(24), unit: 'minutes' } as const;
  validateDuration('accessTokenValidity', props.accessTokenValidity, short);
  validateDuration('idTokenValidity', props.idTokenValidity, short);
  validateDuration('refreshTokenValidity', props.refreshTokenValidity, { min: Duration.minutes(60), max: Duration.days(3650), unit: 'minutes' });
  validateDuration('refreshTokenRotationGracePeriod', props.refreshTokenRotationGracePeriod, {
    min: Duration.seconds(0), max: Duration.seconds(60), unit: 'seconds',
  });
  validateRotationPlan(props);
}

/** @see https://aws.amazon.com/about-aws/whats-new/2025/04/amazon-cognito-refresh-token-rotation/ */
function validateRotationPlan({ featurePlan, refreshTokenRotationGracePeriod: period }: CognitoPasswordAuthApiProps): void {
  if (period && featurePlan === cognito.FeaturePlan.LITE) {
    throwInvalid(`'refreshTokenRotationGracePeriod' is ${period.toHumanString()}, but FeaturePlan.LITE has no rotation; set 'featurePlan' to ESSENTIALS or PLUS`);
  }
}

/** A token must not outlive the refresh token. */
export function validateTokenLifetimes({ userPoolClient }: Settings): void {
  if (userPoolClient.kind === 'existing') return;
  const { refreshTokenValidity } = userPoolClient.props;
  for (const name of ['accessTokenValidity', 'idTokenValidity'] as const) {
    const value = userPoolClient.props[name];
    if (value.toMilliseconds() > refreshTokenValidity.toMilliseconds()) {
      throwInvalid(`'${name}' is ${value.toHumanString()}, longer than the ${refreshTokenValidity.toHumanString()} of 'refreshTokenValidity'; set it to no more`);
    }
  }
}
