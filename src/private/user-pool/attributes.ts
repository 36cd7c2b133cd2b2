import * as cognito from 'aws-cdk-lib/aws-cognito';
import { InspectedUserPool } from './inspect-user-pool';
import { PasswordAuthUserPoolOptions } from '../../password-auth-user-pool-options';
import { withDefaults } from '../defaults';

/** A mask of every standard attribute. */
export const EVERY_STANDARD_ATTRIBUTE: Required<cognito.StandardAttributesMask> = {
  address: true,
  birthdate: true,
  email: true,
  emailVerified: true,
  familyName: true,
  fullname: true,
  gender: true,
  givenName: true,
  lastUpdateTime: true,
  locale: true,
  middleName: true,
  nickname: true,
  phoneNumber: true,
  phoneNumberVerified: true,
  preferredUsername: true,
  profilePage: true,
  profilePicture: true,
  timezone: true,
  website: true,
};

export interface AttributeSettings {
  /** The standard attributes of a created pool. */
  readonly standard: cognito.StandardAttributes;
  /** What users can read: by default everything but the signup marker, or the app client's own default with an existing pool. */
  readonly readable: cognito.ClientAttributes | undefined;
  /** What users can write. Cognito takes a missing list for every standard attribute, so there is always one. */
  readonly writable: cognito.ClientAttributes;
  /** The names that `PATCH /me` takes: those that users can write and that are mutable. */
  readonly changeable: readonly string[];
  /** The names that every app client must be able to write. */
  readonly required: readonly string[];
  /** The names that are set once, as far as they are known. */
  readonly immutable: readonly string[];
}

/** @param inspected - what synthesis can see of an existing pool */
export function resolveAttributes(props: PasswordAuthUserPoolOptions, inspected: InspectedUserPool | undefined): AttributeSettings {
  const standard: cognito.StandardAttributes = {
    ...props.standardAttributes,
    email: withDefaults<cognito.StandardAttribute>({ required: true, mutable: true }, props.standardAttributes?.email),
  };
  const writable = props.writeAttributes ?? new cognito.ClientAttributes().withStandardAttributes(maskOf(standard));
  const immutable = props.userPool ? inspected?.immutableAttributes ?? [] : immutableNames(standard, props.customAttributes);
  return {
    standard,
    readable: props.readAttributes ?? (props.userPool ? undefined : everyAttribute(props.customAttributes)),
    writable,
    changeable: writable.attributes().filter((name) => !immutable.includes(name)),
    required: new cognito.ClientAttributes().withStandardAttributes(maskOf(standard, ({ required }) => required === true)).attributes(),
    immutable,
  };
}

type CustomAttributes = PasswordAuthUserPoolOptions['customAttributes'];

function everyAttribute(customAttributes: CustomAttributes = {}): cognito.ClientAttributes {
  return new cognito.ClientAttributes().withStandardAttributes(EVERY_STANDARD_ATTRIBUTE).withCustomAttributes(...Object.keys(customAttributes));
}

function immutableNames(standard: cognito.StandardAttributes, customAttributes: CustomAttributes = {}): string[] {
  const custom = Object.entries(customAttributes).filter(([, attribute]) => !attribute.bind().mutable);
  return new cognito.ClientAttributes()
    .withStandardAttributes(maskOf(standard, ({ mutable }) => mutable === false))
    .withCustomAttributes(...custom.map(([name]) => name))
    .attributes();
}

function maskOf(attributes: cognito.StandardAttributes, matches = (_: cognito.StandardAttribute) => true): cognito.StandardAttributesMask {
  const all = Object.entries<cognito.StandardAttribute | undefined>({ ...attributes });
  const matching = all.filter(([, attribute]) => attribute && matches(attribute));
  return Object.fromEntries(matching.map(([name]) => [name, true]));
}
