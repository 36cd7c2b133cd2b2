import * as cognito from 'aws-cdk-lib/aws-cognito';
import { seenUserPool } from './inspect-user-pool';
import { standardAttributesOf, UserPoolSettings } from './user-pool';

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

/** What users can read: everything but the marker of the signup route. */
export function readAttributesOf(settings: UserPoolSettings): cognito.ClientAttributes | undefined {
  if (settings.readAttributes || settings.userPool) return settings.readAttributes;
  return new cognito.ClientAttributes()
    .withStandardAttributes(EVERY_STANDARD_ATTRIBUTE)
    .withCustomAttributes(...Object.keys(settings.customAttributes ?? {}));
}

/** What users can write. Cognito takes no list for every standard attribute, so there is always one. */
export function writeAttributesOf(settings: UserPoolSettings): cognito.ClientAttributes {
  return settings.writeAttributes ?? new cognito.ClientAttributes().withStandardAttributes(maskOf(standardAttributesOf(settings)));
}

/** What `PATCH /me` takes: of the attributes that users can write, those that can change. */
export function changeableAttributesOf(settings: UserPoolSettings): string[] {
  const immutable = settings.userPool ? seenUserPool(settings)?.immutableAttributes ?? [] : immutableAttributesOf(settings);
  return writeAttributesOf(settings).attributes().filter((name) => !immutable.includes(name));
}

/** The attributes of a pool of the construct's own that are set once. */
export function immutableAttributesOf(settings: UserPoolSettings): string[] {
  const standard = Object.entries(standardAttributesOf(settings)).filter(([, attribute]) => attribute?.mutable === false);
  const custom = Object.entries(settings.customAttributes ?? {}).filter(([, attribute]) => !attribute.bind().mutable);
  return new cognito.ClientAttributes()
    .withStandardAttributes(maskOf(Object.fromEntries(standard)))
    .withCustomAttributes(...custom.map(([name]) => name))
    .attributes();
}

/** The attributes that every app client must be able to write. */
export function requiredAttributesOf(settings: UserPoolSettings): string[] {
  const required = Object.entries(standardAttributesOf(settings)).filter(([, attribute]) => attribute?.required);
  return new cognito.ClientAttributes().withStandardAttributes(maskOf(Object.fromEntries(required))).attributes();
}

function maskOf(attributes: cognito.StandardAttributes): cognito.StandardAttributesMask {
  return Object.fromEntries(Object.entries(attributes).filter(([, attribute]) => attribute).map(([name]) => [name, true]));
}
