import * as cognito from 'aws-cdk-lib/aws-cognito';
import { throwInvalid } from './validation';
import { CognitoPasswordAuthApiProps } from '../cognito-password-auth-api-props';
import { SignUpMode } from '../sign-up-mode';

/** JavaScript lets any word through, and an unknown mode would be an API without routes. */
export function validateModes({ signUpMode, mfa }: CognitoPasswordAuthApiProps): void {
  validateMember('signUpMode', signUpMode, SignUpMode);
  validateMember('mfa', mfa, cognito.Mfa);
}

function validateMember(prop: string, value: string | undefined, members: Record<string, string>): void {
  if (value === undefined || Object.values(members).includes(value)) return;
  const names = Object.keys(members);
  throwInvalid(`'${prop}' is '${value}'; set it to ${names.slice(0, -1).join(', ')} or ${names.at(-1)}`);
}
