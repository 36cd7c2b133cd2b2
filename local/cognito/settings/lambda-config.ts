import type { PropertyReader } from './properties';

export const TRIGGERS = [
  'PreSignUp', 'PostConfirmation', 'PreAuthentication', 'PostAuthentication', 'CustomMessage', 'UserMigration',
] as const;

/** Function ARNs by trigger. */
export interface TriggerFunctions extends Partial<Record<typeof TRIGGERS[number], string>> {
  readonly PreTokenGeneration?: string;
  readonly preTokenGenerationVersion: 'V1_0' | 'V2_0';
}

/** @param pool reader of AWS::Cognito::UserPool */
export function triggerFunctions(pool: PropertyReader): TriggerFunctions {
  const config = pool.object('LambdaConfig');
  config?.onlyKnows([...TRIGGERS, 'PreTokenGeneration', 'PreTokenGenerationConfig']);
  const versioned = config?.object('PreTokenGenerationConfig');
  versioned?.onlyKnows(['LambdaArn', 'LambdaVersion']);
  const functions = Object.fromEntries(TRIGGERS.flatMap((name) => {
    const arn = config?.text(name);
    return arn === undefined ? [] : [[name, arn]];
  }));
  const preTokenGeneration = versioned?.requiredText('LambdaArn') ?? config?.text('PreTokenGeneration');
  return {
    ...functions,
    ...preTokenGeneration === undefined ? {} : { PreTokenGeneration: preTokenGeneration },
    preTokenGenerationVersion: versioned?.oneOf('LambdaVersion', ['V1_0', 'V2_0']) ?? 'V1_0',
  };
}
