import * as cognito from 'aws-cdk-lib/aws-cognito';
import { EVERY_STANDARD_ATTRIBUTE, immutableAttributesOf, requiredAttributesOf } from './attributes';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { SIGNUP_MARKER_ATTRIBUTE } from '../../routes/contract';
import { routesOf } from '../route-choice';
import { isKnown, refuse, validateMembers, validateWholeNumber } from '../validation';

export function validateAttributes(props: CognitoPasswordAuthApiProps): void {
  validateCustomAttributes(props);
  validateStandardAttributes(props);
  validateReadAttributes(props);
  validateWriteAttributes(props);
}

/** Cognito sets these by itself; an attribute mask has them, a pool's schema does not. */
const SET_BY_COGNITO = ['emailVerified', 'phoneNumberVerified'];
const STANDARD_ATTRIBUTES = Object.keys(EVERY_STANDARD_ATTRIBUTE).filter((name) => !SET_BY_COGNITO.includes(name));

function validateStandardAttributes(props: CognitoPasswordAuthApiProps): void {
  validateMembers('standardAttributes', props.standardAttributes, STANDARD_ATTRIBUTES);
  if (props.standardAttributes?.email?.required === false) {
    refuse('\'standardAttributes.email\' is not required, but the email is the username; set \'required\' to true');
  }
  if (!routesOf(props).some(({ name }) => name === 'signup')) return;
  for (const [name, attribute] of Object.entries<cognito.StandardAttribute | undefined>({ ...props.standardAttributes })) {
    if (name !== 'email' && attribute?.required) {
      refuse(`'standardAttributes.${name}' is required, but the signup route asks for email and password only; `
        + 'set \'required\' to false, or \'routes.signup\' to false');
    }
  }
}

/** Cognito takes 50, of which one is the marker of the signup route. */
const MOST_CUSTOM_ATTRIBUTES = 49;

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SchemaAttributeType.html */
function validateCustomAttributes({ customAttributes = {} }: CognitoPasswordAuthApiProps): void {
  const names = Object.keys(customAttributes);
  if (names.length > MOST_CUSTOM_ATTRIBUTES) {
    refuse(`'customAttributes' has ${names.length}; a pool takes ${MOST_CUSTOM_ATTRIBUTES} beside the one of the signup route, so leave some out`);
  }
  for (const name of names) {
    if (name === SIGNUP_MARKER_ATTRIBUTE) refuse(`'customAttributes' has '${name}', which the signup route keeps for itself; choose another name`);
    if (name.startsWith('custom:')) refuse(`'customAttributes' has '${name}'; leave out the prefix, which Cognito adds`);
    if (isKnown(name) && !/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,20}$/u.test(name)) {
      refuse(`'customAttributes' has '${name}'; choose a name of 1 to 20 characters without spaces`);
    }
    validateConstraints(`customAttributes.${name}`, customAttributes[name]);
  }
}

function validateConstraints(prop: string, attribute: cognito.ICustomAttribute | undefined): void {
  if (typeof attribute?.bind !== 'function') refuse(`'${prop}' is no attribute; make it by new StringAttribute() or one of its kin`);
  const { stringConstraints: { minLen, maxLen } = {}, numberConstraints: { min, max } = {} } = attribute.bind();
  validateWholeNumber(`${prop}.minLen`, minLen, { min: 0, max: 2048 });
  validateWholeNumber(`${prop}.maxLen`, maxLen, { min: 0, max: 2048 });
  for (const [name, value] of Object.entries({ min, max })) {
    if (isKnown(value) && !Number.isFinite(value)) refuse(`'${prop}.${name}' is ${value}; set it to a number`);
  }
  for (const [low, high, names] of [[minLen, maxLen, ['minLen', 'maxLen']], [min, max, ['min', 'max']]] as const) {
    if (isKnown(low) && isKnown(high) && low > high) {
      refuse(`'${prop}.${names[0]}' is ${low}, more than its '${names[1]}' of ${high}, so no value would do; set it to no more`);
    }
  }
}

function validateReadAttributes(props: CognitoPasswordAuthApiProps): void {
  const attributes = props.readAttributes?.attributes();
  if (!attributes) return;
  validateClientAttributes('readAttributes', attributes, props);
  if (!props.userPoolClient && !attributes.includes('email') && routesOf(props).some(({ name }) => name === 'privateRoute')) {
    refuse('\'readAttributes\' lacks \'email\', which the private route reads from the ID token; add it, or set \'routes.privateRoute\' to false');
  }
}

function validateWriteAttributes(props: CognitoPasswordAuthApiProps): void {
  const attributes = props.writeAttributes?.attributes();
  if (!attributes) return;
  validateClientAttributes('writeAttributes', attributes, props);
  if (props.userPoolClient && !props.accountRoutes) {
    refuse('\'writeAttributes\' has no effect on an existing \'userPoolClient\' without PATCH /me; set \'accountRoutes\' to true, or leave it out');
  }
  const verified = attributes.find((name) => name === 'email_verified' || name === 'phone_number_verified');
  if (verified) refuse(`'writeAttributes' has '${verified}', by which users would verify themselves; leave it out`);
  if (props.userPoolClient) return;
  const required = requiredAttributesOf(props);
  const missing = required.find((name) => !attributes.includes(name));
  const fixed = props.userPool ? undefined : immutableAttributesOf(props).find((name) => attributes.includes(name) && !required.includes(name));
  if (fixed) refuse(`'writeAttributes' has '${fixed}', which is immutable and set by no route; set 'mutable' to true on it, or leave it out`);
  if (missing) refuse(`'writeAttributes' lacks '${missing}', which users of the pool must have; add it`);
}

function validateClientAttributes(prop: 'readAttributes' | 'writeAttributes', attributes: string[], props: CognitoPasswordAuthApiProps): void {
  if (attributes.length === 0) {
    refuse(`'${prop}' is empty, which Cognito takes for all attributes; list at least one`);
  }
  if (attributes.includes(`custom:${SIGNUP_MARKER_ATTRIBUTE}`)) {
    refuse(`'${prop}' has 'custom:${SIGNUP_MARKER_ATTRIBUTE}', which the signup route keeps for itself; leave it out`);
  }
  if (props.userPool) return;
  const own = Object.keys(props.customAttributes ?? {}).map((name) => `custom:${name}`);
  const unknown = attributes.find((name) => name.startsWith('custom:') && !own.includes(name));
  if (unknown) refuse(`'${prop}' has '${unknown}', which the pool lacks; add it to 'customAttributes'`);
}
