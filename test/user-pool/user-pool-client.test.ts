import { Duration, aws_cognito as cognito } from 'aws-cdk-lib';
import { CognitoPasswordAuthApiProps, SignUpMode } from '../../src';
import { only, synth } from '../support/synth';

function client(props?: CognitoPasswordAuthApiProps) {
  return only(synth(props).template, 'AWS::Cognito::UserPoolClient');
}

describe('by default', () => {
  const properties = client();

  test('ID and access tokens live an hour, refresh tokens 30 days', () => {
    expect(properties).toMatchObject({
      IdTokenValidity: 60,
      AccessTokenValidity: 60,
      RefreshTokenValidity: 30 * 24 * 60,
      TokenValidityUnits: { IdToken: 'minutes', AccessToken: 'minutes', RefreshToken: 'minutes' },
    });
  });

  test('it has no secret, no OAuth and no implicit callback', () => {
    expect(properties).toMatchObject({ GenerateSecret: false, AllowedOAuthFlowsUserPoolClient: false, SupportedIdentityProviders: ['COGNITO'] });
    for (const absent of ['AllowedOAuthFlows', 'AllowedOAuthScopes', 'CallbackURLs', 'ClientName']) expect(properties).not.toHaveProperty(absent);
  });

  test('the functions\' own flow is the only one, beside refresh', () => {
    expect(properties.ExplicitAuthFlows).toEqual(['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']);
  });

  test('errors do not tell accounts apart, and tokens can be revoked', () => {
    expect(properties).toMatchObject({ PreventUserExistenceErrors: 'ENABLED', EnableTokenRevocation: true });
  });

  test('users write their address only, and read all but the marker of the signup route', () => {
    expect(properties.WriteAttributes).toEqual(['email']);
    expect(properties.ReadAttributes).toEqual(expect.arrayContaining(['email', 'email_verified', 'name', 'phone_number_verified', 'updated_at']));
    expect(properties.ReadAttributes).toHaveLength(19);
    expect(properties.ReadAttributes.join()).not.toContain('custom:');
  });
});

test('token validity', () => {
  expect(client({ idTokenValidity: Duration.minutes(5), accessTokenValidity: Duration.hours(24), refreshTokenValidity: Duration.days(3650) }))
    .toMatchObject({ IdTokenValidity: 5, AccessTokenValidity: 1440, RefreshTokenValidity: 3650 * 1440 });
});

test('rotation, which takes the place of the refresh flow', () => {
  const properties = client({ refreshTokenRotationGracePeriod: Duration.seconds(0) });
  expect(properties.RefreshTokenRotation).toEqual({ Feature: 'ENABLED', RetryGracePeriodSeconds: 0 });
  expect(properties.ExplicitAuthFlows).toEqual(['ALLOW_ADMIN_USER_PASSWORD_AUTH']);
});

test('revocation off', () => {
  expect(client({ enableTokenRevocation: false }).EnableTokenRevocation).toBe(false);
});

test('a name', () => {
  expect(client({ userPoolClientName: 'web' }).ClientName).toBe('web');
});

test('users write the standard attributes that the pool lists, and custom ones not by themselves', () => {
  const { WriteAttributes, ReadAttributes } = client({
    standardAttributes: { givenName: {}, website: { mutable: true } },
    customAttributes: { plan: new cognito.StringAttribute({ mutable: true }) },
  });
  expect(WriteAttributes).toEqual(['email', 'given_name', 'website']);
  expect(ReadAttributes).toContain('custom:plan');
});

test('listed attributes have the last word', () => {
  const listed = new cognito.ClientAttributes().withStandardAttributes({ email: true }).withCustomAttributes('plan');
  const { WriteAttributes, ReadAttributes } = client({
    customAttributes: { plan: new cognito.StringAttribute({ mutable: true }) }, writeAttributes: listed, readAttributes: listed,
  });
  expect(WriteAttributes).toEqual(['custom:plan', 'email']);
  expect(ReadAttributes).toEqual(['custom:plan', 'email']);
});

test.each(Object.values(SignUpMode))('no client may write or read the marker in %s mode', (signUpMode) => {
  const properties = client({ signUpMode });
  expect([...properties.WriteAttributes, ...properties.ReadAttributes]).not.toContain('custom:signup_route');
});
