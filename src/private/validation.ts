import { Duration, Token } from 'aws-cdk-lib';

/** @param message - names the prop, its value and the fix, in lower case and without a full stop */
export function throwInvalid(message: string): never {
  throw new Error(message);
}

/** Whether a value was given, and is known before deployment. */
export function isKnown<T>(value: T | undefined): value is T {
  return value !== undefined && !Token.isUnresolved(value);
}

export function isKnownDuration(value: Duration | undefined): value is Duration {
  return value !== undefined && !value.isUnresolved();
}

/** CDK computes with some values at synthesis, and its own error for a token does not name the prop. */
export function validateLiteral(prop: string, value: Duration | number | string | readonly string[] | undefined): void {
  const unresolved = value instanceof Duration ? value.isUnresolved() : Token.isUnresolved(value);
  if (unresolved) throwInvalid(`'${prop}' is a token, but must be a literal value, because it is needed at synthesis; write the value`);
}

export interface NumberRange {
  readonly min: number;
  readonly max: number;
}

export function validateWholeNumber(prop: string, value: number | undefined, { min, max }: NumberRange): void {
  if (isKnown(value) && !(Number.isInteger(value) && value >= min && value <= max)) {
    throwInvalid(`'${prop}' is ${value}; set it to a whole number from ${min} to ${max}`);
  }
}

export interface DurationRange {
  readonly min: Duration;
  readonly max: Duration;
  /** In which the value ends up; a token cannot be converted to it. */
  readonly unit: 'seconds' | 'minutes' | 'days';
}

const MILLISECONDS = { seconds: 1000, minutes: 60_000, days: 86_400_000 };

export function validateDuration(prop: string, value: Duration | undefined, { min, max, unit }: DurationRange): void {
  if (value === undefined) return;
  if (value.isUnresolved()) {
    if (value.unitLabel() !== unit) throwInvalid(`'${prop}' is a token in ${value.unitLabel()}; make it by Duration.${unit}()`);
    return;
  }
  const milliseconds = value.toMilliseconds();
  const whole = milliseconds % MILLISECONDS[unit] === 0;
  if (!whole || milliseconds < min.toMilliseconds() || milliseconds > max.toMilliseconds()) {
    throwInvalid(`'${prop}' is ${value.toHumanString()}; set it to whole ${unit} from ${min.toHumanString()} to ${max.toHumanString()}`);
  }
}
