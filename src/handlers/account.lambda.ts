import {
  AssociateSoftwareTokenCommand, DeleteUserCommand, GetUserCommand, SetUserMFAPreferenceCommand, UpdateUserAttributesCommand,
  VerifySoftwareTokenCommand, VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { ENV } from '../routes/contract';
import { deleteMe, enrolTotp, readMe, setMfa, updateMe, verifyEmail, verifyTotp } from '../routes/table';
import { Cognito } from './shared/cognito/client';
import { prime } from './shared/cognito/prime';
import { accessToken } from './shared/http/access-token';
import { implementBody } from './shared/http/body';
import { invalidMember, ProblemError } from './shared/http/problem-error';
import { implement, respond, serve } from './shared/http/serve';
import { swallowAccountErrors } from './shared/users/account-errors';
import { mfaPreferences, mfaSettings, visibleAttributes, writableAttributes } from './shared/users/profile';
import { totpSecret } from './shared/users/totp';

/** Cognito has one error for a factor that is not set up and for one that is required. Disabling a factor can only cause the latter. */
const ONLY_DISABLING = { InvalidParameterException: 'mfa_required' } as const;

const cognito = new Cognito();

export const handler = serve(
  implement(readMe, async (request) => {
    const user = await cognito.call('GetUser', new GetUserCommand({ AccessToken: accessToken(request) }), request);
    return respond(200, { username: user.Username ?? '', attributes: visibleAttributes(user.UserAttributes), mfa: mfaPreferences(user) });
  }),

  implementBody(updateMe, async (request) => {
    const { CodeDeliveryDetailsList: sent } = await cognito.call('UpdateUserAttributes', new UpdateUserAttributesCommand({
      AccessToken: accessToken(request),
      UserAttributes: writableAttributes(request.body.attributes),
    }), request);
    const verify = sent?.[0]?.AttributeName;
    return respond(200, { message: verify ? 'Verify the new value with the code that was sent to it' : 'Profile updated', verify });
  }),

  implement(deleteMe, async (request) => {
    await cognito.call('DeleteUser', new DeleteUserCommand({ AccessToken: accessToken(request) }), request)
      .catch(swallowAccountErrors(request, 'UserNotFoundException'));
    return respond(204, undefined);
  }),

  implementBody(verifyEmail, async (request) => {
    await cognito.call('VerifyUserAttribute', new VerifyUserAttributeCommand({
      AccessToken: accessToken(request),
      AttributeName: 'email',
      Code: request.body.code,
    }), request);
    return respond(200, { message: 'Email address verified' });
  }),

  implement(enrolTotp, async (request) => {
    const token = accessToken(request);
    const [{ SecretCode }, { UserAttributes }] = await Promise.all([
      cognito.call('AssociateSoftwareToken', new AssociateSoftwareTokenCommand({ AccessToken: token }), request),
      cognito.call('GetUser', new GetUserCommand({ AccessToken: token }), request),
    ]);
    const email = UserAttributes?.find(({ Name }) => Name === 'email')?.Value ?? '';
    return respond(200, totpSecret(SecretCode, email, process.env[ENV.TOTP_ISSUER] ?? ''));
  }),

  implementBody(verifyTotp, async (request) => {
    const token = accessToken(request);
    const { Status } = await cognito.call('VerifySoftwareToken', new VerifySoftwareTokenCommand({
      AccessToken: token,
      UserCode: request.body.code,
    }), request);
    if (Status !== 'SUCCESS') {
      throw new ProblemError('invalid_code');
    }
    await cognito.call('SetUserMFAPreference', new SetUserMFAPreferenceCommand({
      AccessToken: token,
      SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
    }), request);
    return respond(200, { message: 'Authenticator app set up' });
  }),

  implementBody(setMfa, async (request) => {
    const { totp, sms, email } = request.body;
    const chosen = [totp, sms, email].filter(Boolean);
    if (chosen.length === 0 || chosen.filter((preference) => preference === 'preferred').length > 1) {
      throw invalidMember('#', 'must have at least one factor, and at most one that is preferred');
    }
    await cognito.call('SetUserMFAPreference', new SetUserMFAPreferenceCommand({
      AccessToken: accessToken(request),
      SoftwareTokenMfaSettings: mfaSettings(totp),
      SMSMfaSettings: mfaSettings(sms),
      EmailMfaSettings: mfaSettings(email),
    }), request, chosen.every((preference) => preference === 'disabled') ? ONLY_DISABLING : undefined);
    return respond(200, { message: 'Second factors updated' });
  }),
);

export const ready = prime(cognito, handler, readMe);
