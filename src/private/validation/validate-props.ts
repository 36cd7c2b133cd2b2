import { Construct } from 'constructs';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';

export function validateProps(_scope: Construct, _props: CognitoPasswordAuthApiProps): void {
}
