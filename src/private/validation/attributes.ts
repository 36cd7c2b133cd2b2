import * as cognito from 'aws-cdk-lib/aws-cognito';
import { isKnown, refuse } from './refuse';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { SIGNUP_MARKER_ATTRIBUTE } from '../../contract';
import { requiredAttributesOf } from '../attributes';
import { routesOf } from '../route-choice';

export function validateAttributes(props: CognitoPasswordAuthApiProps): void {
  validateStandardAttributes(props);
  validateCustomAttributes(props);
  validateReadAttributes(props);
  validateWriteAttributes(props);
}

function validateStandardAttributes(props: CognitoPasswordAuthApiProps): void {
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

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SchemaAttributeType.html */
function validateCustomAttributes({ customAttributes = {} }: CognitoPasswordAuthApiProps): void {
  for (const name of Object.keys(customAttributes)) {
    if (name === SIGNUP_MARKER_ATTRIBUTE) refuse(`'customAttributes' has '${name}', which the signup route keeps for itself; choose another name`);
    if (name.startsWith('custom:')) refuse(`'customAttributes' has '${name}'; leave out the prefix, which Cognito adds`);
    if (isKnown(name) && (name.length < 1 || name.length > 20)) refuse(`'customAttributes' has '${name}'; choose a name of 1 to 20 characters`);
  }
}

function validateReadAttributes(props: CognitoPasswordAuthApiProps): void {
  const attributes = props.readAttributes?.attributes();
  if (!attributes) return;
  validateClientAttributes('readAttributes', attributes, props);
  if (!props.userPoolClient && !attributes.includes('email') && routesOf(props).some(({ name }) => name === 'private')) {
    refuse('\'readAttributes\' lacks \'email\', which the private route reads from the ID token; add it, or set \'routes.privateRoute\' to false');
  }
}

function validateWriteAttributes(props: CognitoPasswordAuthApiProps): void {
  const attributes = props.writeAttributes?.attributes();
  if (!attributes) return;
  validateClientAttributes('writeAttributes', attributes, props);
  const verified = attributes.find((name) => name === 'email_verified' || name === 'phone_number_verified');
  if (verified) refuse(`'writeAttributes' has '${verified}', by which users would verify themselves; leave it out`);
  if (props.userPoolClient) return;
  const missing = requiredAttributesOf(props).find((name) => !attributes.includes(name));
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
