import * as cognito from 'aws-cdk-lib/aws-cognito';

/** What a password must hold, as a sentence for people. */
export function passwordPolicySentence(policy: cognito.PasswordPolicy): string {
  const { minLength } = policy;
  const length = minLength === undefined ? [] : [`at least ${minLength} characters`];
  const classes = [
    ...policy.requireLowercase ? ['a lower case letter'] : [],
    ...policy.requireUppercase ? ['an upper case letter'] : [],
    ...policy.requireDigits ? ['a digit'] : [],
    ...policy.requireSymbols ? ['a symbol'] : [],
  ];
  const parts = [...length, ...classes];
  if (parts.length === 0) return 'The password does not meet the password policy';
  const list = parts.length === 1 ? parts[0] : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;
  return `The password must have ${list}`;
}

/** The rules as the handlers read them: the minimum length and the classes of characters that must occur. */
export function passwordRules(policy: cognito.PasswordPolicy): string {
  const { minLength, requireLowercase, requireUppercase, requireDigits, requireSymbols } = policy;
  return Object.entries({ [`${minLength ?? 0}`]: true, lowercase: requireLowercase, uppercase: requireUppercase, digits: requireDigits, symbols: requireSymbols })
    .filter(([, required]) => required).map(([rule]) => rule).join(',');
}
