import { answers, refuses, type Behaviour } from '../behaviour';
import * as refusal from '../refusals';
import { attributeList, attributesOf, otherThan, PASSWORD, type Scene } from '../scene';
import { ABSENT, ANY, UUID } from '../shape';
import { api, ATTRIBUTES, QUOTAS, VERIFICATION } from '../sources';

const update = api('UpdateUserAttributes');
const verify = api('VerifyUserAttribute');

const with_ = (attributes: Record<string, string>) => async (scene: Scene) =>
  ({ AccessToken: await scene.accessToken(), UserAttributes: attributeList(attributes) });
const profile = async (scene: Scene, _output: object, { AccessToken }: { AccessToken: string | undefined }) =>
  attributesOf((await scene.call('GetUser', { AccessToken })).UserAttributes);
const schema = (words: string) => refusal.invalidParameter(`Attributes did not conform to the schema: ${words}\n`);
const newAddress = async (scene: Scene) => ({ AccessToken: await scene.accessToken(), UserAttributes: attributeList({ email: scene.email() }) });

const READ: Behaviour[] = [
  answers('GetUser', 'a signed-in user', 'the username and the attributes that the client may read', { Username: UUID, UserAttributes: ANY, UserStatus: ABSENT },
    { source: api('GetUser'), given: async (scene) => ({ AccessToken: await scene.accessToken() }) }),
  answers('GetUser', 'the attributes', 'sub, email, email_verified as text', { sub: UUID, email: /@/, email_verified: 'true' },
    { source: api('GetUser'), given: async (scene) => ({ AccessToken: await scene.accessToken() }), see: async (_scene, { UserAttributes }) => attributesOf(UserAttributes) }),
  answers('GetUser', 'an attribute that the client may not read', 'is not there', { email: ANY, family_name: ABSENT },
    {
      source: ATTRIBUTES,
      given: async (scene) => ({ AccessToken: await scene.accessToken(await scene.user({ family_name: 'King' })) }),
      see: async (_scene, { UserAttributes }) => attributesOf(UserAttributes),
    }),
  answers('GetUser', 'a custom attribute, through a client that lists none to read', 'is not there', { 'email': ANY, 'custom:tier': ABSENT },
    {
      client: 'plain',
      given: async (scene) => ({ AccessToken: await scene.accessToken(await scene.user({ 'custom:tier': 'gold' })) }),
      see: async (_scene, { UserAttributes }) => attributesOf(UserAttributes),
    }),
];

const WRITE: Behaviour[] = [
  answers('UpdateUserAttributes', 'a name', 'success, no code sent', { name: 'Ada' }, { source: update, given: with_({ name: 'Ada' }), see: profile }),
  answers('UpdateUserAttributes', 'custom attributes', 'are written', { 'custom:tier': 'gold', 'custom:seats': '3' },
    { source: update, given: with_({ 'custom:tier': 'gold', 'custom:seats': '3' }), see: profile }),
  answers('UpdateUserAttributes', 'an empty value', 'deletes the attribute', { 'custom:tier': ABSENT, 'email': ANY }, {
    source: update,
    given: async (scene) => {
      const AccessToken = await scene.accessToken(await scene.user({ 'custom:tier': 'gold' }));
      return { AccessToken, UserAttributes: attributeList({ 'custom:tier': '' }) };
    },
    see: profile,
  }),
  refuses('UpdateUserAttributes', 'an attribute that the client may not write', refusal.UNAUTHORIZED_ATTRIBUTE, { source: ATTRIBUTES, given: with_({ family_name: 'King' }) }),
  refuses('UpdateUserAttributes', 'email_verified', refusal.UNAUTHORIZED_ATTRIBUTE, { source: ATTRIBUTES, given: with_({ email_verified: 'true' }) }),
  refuses('UpdateUserAttributes', 'an attribute that the pool does not have', refusal.NOT_IN_SCHEMA, { source: update, given: with_({ 'custom:none': 'x' }) }),
  refuses('UpdateUserAttributes', 'an immutable attribute', refusal.invalidParameter('user.custom:origin: Attribute cannot be updated.\n'),
    { source: ATTRIBUTES, given: with_({ 'custom:origin': 'x' }) }),
  refuses('UpdateUserAttributes', 'a text too long for its schema', schema('custom:tier: String must be no longer than 5 characters'), { source: ATTRIBUTES, given: with_({ 'custom:tier': 'silver' }) }),
  refuses('UpdateUserAttributes', 'a text too short for its schema', schema('custom:tier: String must be at least 2 characters long'), { source: ATTRIBUTES, given: with_({ 'custom:tier': 'x' }) }),
  refuses('UpdateUserAttributes', 'a number that is none', schema('custom:seats: Number is expected'), { source: ATTRIBUTES, given: with_({ 'custom:seats': 'many' }) }),
  refuses('UpdateUserAttributes', 'a number too large for its schema', schema('custom:seats: Number must be no more than 9'), { source: ATTRIBUTES, given: with_({ 'custom:seats': '10' }) }),
  refuses('UpdateUserAttributes', 'a malformed address', refusal.invalidParameter('Invalid email address format.'), { source: update, given: with_({ email: 'nobody' }) }),
  refuses('UpdateUserAttributes', 'no value for a required attribute', schema('email: The attribute is required'), { source: ATTRIBUTES, given: with_({ email: '' }) }),
  refuses('UpdateUserAttributes', 'an address that another user has', refusal.ALIAS_TAKEN, {
    source: update,
    given: async (scene) =>
      ({ AccessToken: await scene.accessToken(), UserAttributes: attributeList({ email: await scene.user() }) }),
  }),
  answers('UpdateUserAttributes', 'a new address', 'where the code went', { CodeDeliveryDetailsList: [{ Destination: /^u\*+@e\*+$/, DeliveryMedium: 'EMAIL', AttributeName: 'email' }] },
    { source: update, given: newAddress }),
  answers('UpdateUserAttributes', 'a new address, where it must be verified first, and then GetUser', 'still the old address, still verified', { kept: true, email_verified: 'true' },
    {
      source: VERIFICATION,
      given: newAddress,
      see: async (scene, output, input) => {
        const { email, email_verified } = await profile(scene, output, input);
        return { kept: email !== input.UserAttributes![0].Value, email_verified };
      },
    }),
  answers('UpdateUserAttributes', 'a bad attribute beside a good one, and then GetUser', 'neither is written', { name: ABSENT, email: ANY }, {
    given: async (scene) => {
      const given = await with_({ name: 'Ada' })(scene);
      return { ...given, UserAttributes: [], bad: attributeList({ 'name': 'Ada', 'custom:seats': 'many' }) };
    },
    see: async (scene, output, input) => {
      await scene.attempt(1, 'UpdateUserAttributes', { AccessToken: input.AccessToken, UserAttributes: input.bad });
      return profile(scene, output, input);
    },
  }),
];

/** A user who asked for a new address, and the code that went there. */
async function changing(scene: Scene): Promise<{ AccessToken: string; AttributeName: string; Code: string; old: string; next: string }> {
  const old = await scene.user();
  const next = scene.email();
  const AccessToken = await scene.accessToken(old);
  await scene.call('UpdateUserAttributes', { AccessToken, UserAttributes: attributeList({ email: next }) });
  return { AccessToken, AttributeName: 'email', Code: scene.code(next, 'attribute'), old, next };
}
const asked = async ({ AccessToken, AttributeName, Code }: Awaited<ReturnType<typeof changing>>) => ({ AccessToken, AttributeName, Code });

const VERIFY: Behaviour[] = [
  answers('VerifyUserAttribute', 'the code', 'success', {}, { source: verify, given: async (scene) => asked(await changing(scene)) }),
  answers('VerifyUserAttribute', 'and then a login with the new address', 'tokens', { AuthenticationResult: { TokenType: 'Bearer' } },
    { source: VERIFICATION, given: changing, see: (scene, _output, input) => scene.logIn(input.next) }),
  answers('VerifyUserAttribute', 'and then a login with the old address', 'NotAuthorizedException', { refused: 'NotAuthorizedException' },
    {
      source: VERIFICATION,
      given: changing,
      see: (scene, _output, input) => scene.logIn(input.old, PASSWORD)
        .then(() => ({ refused: 'nothing' }), (error: Error) => ({ refused: error.name })),
    }),
  refuses('VerifyUserAttribute', 'a wrong code', refusal.MISMATCH, {
    source: verify,
    given: async (scene) => {
      const right = await asked(await changing(scene));
      return { ...right, Code: otherThan(right.Code) };
    },
  }),
  refuses('VerifyUserAttribute', 'the code after a day', refusal.EXPIRED, {
    source: QUOTAS,
    given: async (scene) => {
      const email = await scene.user();
      const next = scene.email();
      await scene.call('UpdateUserAttributes', { AccessToken: await scene.accessToken(email), UserAttributes: attributeList({ email: next }) });
      const Code = scene.code(next, 'attribute');
      scene.later(86_400_000);
      return { AccessToken: await scene.accessToken(email), AttributeName: 'email', Code };
    },
  }),
  refuses('VerifyUserAttribute', 'the code once more', refusal.EXPIRED, {
    source: verify,
    given: async (scene) => {
      const right = await asked(await changing(scene));
      await scene.call('VerifyUserAttribute', right);
      return right;
    },
  }),
  refuses('VerifyUserAttribute', 'where no code was asked for', refusal.EXPIRED,
    { source: verify, given: async (scene) => ({ AccessToken: await scene.accessToken(), AttributeName: 'email', Code: '012345' }) }),
  refuses('VerifyUserAttribute', 'an address that another user took meanwhile', refusal.ALIAS_TAKEN, {
    source: verify,
    given: async (scene) => {
      const { next, ...rest } = await changing(scene);
      await scene.call('AdminCreateUser', { Username: next, MessageAction: 'SUPPRESS' });
      return asked({ ...rest, next });
    },
  }),
  refuses('VerifyUserAttribute', 'after fifteen wrong codes in an hour', refusal.LIMIT, {
    given: async (scene) => {
      const right = await asked(await changing(scene));
      await scene.attempt(15, 'VerifyUserAttribute', { ...right, Code: otherThan(right.Code) });
      return right;
    },
  }),
  refuses('VerifyUserAttribute', 'an attribute that cannot be verified', refusal.invalidParameter('Attribute name cannot be verified'),
    { source: verify, given: async (scene) => ({ AccessToken: await scene.accessToken(), AttributeName: 'name', Code: '012345' }) }),
];

const DELETE: Behaviour[] = [
  answers('DeleteUser', 'a signed-in user', 'success', {}, { source: api('DeleteUser'), given: async (scene) => ({ AccessToken: await scene.accessToken() }) }),
  answers('DeleteUser', 'and then a new sign-up with the same address', 'another user', { UserConfirmed: false }, {
    source: api('DeleteUser'),
    given: async (scene) => {
      const email = await scene.user();
      return { AccessToken: await scene.accessToken(email), email };
    },
    see: (scene, _output, input) => scene.call('SignUp', { Username: input.email, Password: PASSWORD }),
  }),
];

export const profileBehaviours: readonly Behaviour[] = [...READ, ...WRITE, ...VERIFY, ...DELETE];
