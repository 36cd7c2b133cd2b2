import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { SIGNUP_MARKER_ATTRIBUTE } from '../../routes/contract';
import { Settings } from '../settings';
import { isKnown, throwInvalid, validateWholeNumber } from '../validation';

export function validateStandardAttributes({ standardAttributes = {} }: CognitoPasswordAuthApiProps, { routes }: Settings): void {
  if (standardAttributes.email?.required === false) {
    throwInvalid('\'standardAttributes.email\' is not required, but the email is the username; set \'required\' to true');
  }
  if (!routes.some(({ name }) => name === 'signup')) return;
  for (const [name, attribute] of Object.entries<cognito.StandardAttribute | undefined>({ ...standardAttributes })) {
    if (name !== 'email' && attribute?.required) {
      throwInvalid(`'standardAttributes.${name}' is required, but the signup route asks for email and password only; `
        + 'set \'required\' to false, or \'routes.signup\' to false');
    }
  }
}

/** Cognito takes 50, of which one is the marker of the signup route. */
const MOST_CUSTOM_ATTRIBUTES = 49;

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SchemaAttributeType.html */
export function validateCustomAttributes({ customAttributes = {} }: CognitoPasswordAuthApiProps): void {
  const names = Object.keys(customAttributes);
  if (names.length > MOST_CUSTOM_ATTRIBUTES) {
    throwInvalid(`'customAttributes' has ${names.length}; a pool takes ${MOST_CUSTOM_ATTRIBUTES} beside the one of the signup route, so leave some out`);
  }
  for (const name of names) {
    if (name === SIGNUP_MARKER_ATTRIBUTE) throwInvalid(`'customAttributes' has '${name}', which the signup route reserves; choose another name`);
    if (name.startsWith('custom:')) throwInvalid(`'customAttributes' has '${name}'; leave out the prefix, which Cognito adds`);
    if (isKnown(name) && !/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,20}$/u.test(name)) {
      throwInvalid(`'customAttributes' has '${name}'; choose a name of 1 to 20 characters without spaces`);
    }
    validateConstraints(`customAttributes.${name}`, customAttributes[name]);
  }
}

function validateConstraints(prop: string, attribute: cognito.ICustomAttribute | undefined): void {
  if (typeof attribute?.bind !== 'function') throwInvalid(`'${prop}' is not an attribute; create it with new StringAttribute() or a similar class`);
  const { stringConstraints: { minLen, maxLen } = {}, numberConstraints: { min, max } = {} } = attribute.bind();
  validateWholeNumber(`${prop}.minLen`, minLen, { min: 0, max: 2048 });
  validateWholeNumber(`${prop}.maxLen`, maxLen, { min: 0, max: 2048 });
  for (const [name, value] of Object.entries({ min, max })) {
    if (isKnown(value) && !Number.isFinite(value)) throwInvalid(`'${prop}.${name}' is ${value}; set it to a number`);
  }
  for (const [low, high, names] of [[minLen, maxLen, ['minLen', 'maxLen']], [min, max, ['min', 'max']]] as const) {
    if (isKnown(low) && isKnown(high) && low > high) {
      throwInvalid(`'${prop}.${names[0]}' is ${low}, more than its '${names[1]}' of ${high}, so no value would do; set it to no more`);
    }
  }
}

export function validateClientAttributes(props: CognitoPasswordAuthApiProps, settings: Settings): void {
  validateReadAttributes(props, settings);
  validateWriteAttributes(props, settings);
}

function validateReadAttributes(props: CognitoPasswordAuthApiProps, { routes }: Settings): void {
  const attributes = props.readAttributes?.attributes();
  if (!attributes) return;
  validateNames('readAttributes', attributes, props);
  if (!props.userPoolClient && !attributes.includes('email') && routes.some(({ name }) => name === 'privateRoute')) {
    throwInvalid('\'readAttributes\' lacks \'email\', which the private route reads from the ID token; add it, or set \'routes.privateRoute\' to false');
  }
}

function validateWriteAttributes(props: CognitoPasswordAuthApiProps, { attributes: { required, immutable } }: Settings): void {
  const attributes = props.writeAttributes?.attributes();
  if (!attributes) return;
  validateNames('writeAttributes', attributes, props);
  if (props.userPoolClient && !props.accountRoutes) {
    throwInvalid('\'writeAttributes\' has no effect on an existing \'userPoolClient\' without PATCH /me; set \'accountRoutes\' to true, or leave it out');
  }
  const verified = attributes.find((name) => name === 'email_verified' || name === 'phone_number_verified');
  if (verified) throwInvalid(`'writeAttributes' has '${verified}', with which users could verify themselves; leave it out`);
  if (props.userPoolClient) return;
  const fixed = props.userPool ? undefined : immutable.find((name) => attributes.includes(name) && !required.includes(name));
  if (fixed) throwInvalid(`'writeAttributes' has '${fixed}', which is immutable and set by no route; set 'mutable' to true on it, or leave it out`);
  const missing = required.find((name) => !attributes.includes(name));
  if (missing) throwInvalid(`'writeAttributes' lacks '${missing}', which users of the pool must have; add it`);
}

function validateNames(prop: 'readAttributes' | 'writeAttributes', attributes: string[], props: CognitoPasswordAuthApiProps): void {
  if (attributes.length === 0) {
    throwInvalid(`'${prop}' is empty, which Cognito takes for all attributes; list at least one`);
  }
  if (attributes.includes(`custom:${SIGNUP_MARKER_ATTRIBUTE}`)) {
    throwInvalid(`'${prop}' has 'custom:${SIGNUP_MARKER_ATTRIBUTE}', which the signup route reserves; leave it out`);
  }
  if (props.userPool) return;
  const own = Object.keys(props.customAttributes ?? {}).map((name) => `custom:${name}`);
  const unknown = attributes.find((name) => name.startsWith('custom:') && !own.includes(name));
  if (unknown) throwInvalid(`'${prop}' has '${unknown}', which the pool lacks; add it to 'customAttributes'`);
}
