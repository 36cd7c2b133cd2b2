import { Child, h } from '../dom';
import { Field, form, radios } from '../form';
import { Playground } from '../playground';
import { Challenge } from '../state';
import { authenticatorButton, totpEnrolment } from './authenticator';
import { newPasswordField } from './fields';
import { takeLogin } from './sign-in';
import { existing, View } from './view';

export function challengeView(playground: Playground): View {
  return {
    id: 'challenge',
    title: 'Answer the challenge',
    group: 'Log in',
    summary: 'Hands Cognito what it asked for before it gives tokens.',
    routes: existing(playground.area.flows.loginChallenge),
    render: () => {
      const challenge = playground.challenge.get();
      if (!challenge) return [h('p', { className: 'notice' }, 'No challenge is open. ', h('a', { href: '#login' }, 'Log in'), ' first.')];
      return [
        h('p', {}, h('code', { className: 'tag' }, challenge.name), ` for ${challenge.email}. ${explain(challenge)}`),
        ...questions(playground, challenge),
      ];
    },
  };
}

function explain({ name, parameters }: Challenge): string {
  const sentTo = parameters.CODE_DELIVERY_DESTINATION ? ` It went to ${parameters.CODE_DELIVERY_DESTINATION}.` : '';
  switch (name) {
    case 'NEW_PASSWORD_REQUIRED': return 'The account was made with a temporary password.';
    case 'SOFTWARE_TOKEN_MFA': return 'The authenticator app shows the code.';
    case 'SMS_MFA': return `A text message holds the code.${sentTo} It is in the outbox.`;
    case 'EMAIL_OTP': return `An e-mail holds the code.${sentTo} It is in the outbox.`;
    case 'SELECT_MFA_TYPE': return 'The account has several second factors.';
    case 'MFA_SETUP': return 'The account needs a second factor and has none.';
    default: return 'This page does not know it; the API hands it on as it is.';
  }
}

/** Sends answers and goes on with what comes back. */
async function send(playground: Playground, { email, session, name }: Challenge, answers: Record<string, string>): Promise<void> {
  takeLogin(playground, email, await playground.call('loginChallenge', { body: { email, session, challenge: name, answers } }));
}

function questions(playground: Playground, challenge: Challenge): Child[] {
  const { name, parameters } = challenge;
  const onSubmit = async (answers: Record<string, string>) => send(playground, challenge, answers);
  switch (name) {
    case 'NEW_PASSWORD_REQUIRED':
      return [form({ fields: [newPasswordField('newPassword', 'New password'), ...requiredAttributes(parameters)], submit: 'Set the password', onSubmit })];
    case 'SOFTWARE_TOKEN_MFA':
      return [codeForm(onSubmit, [authenticatorButton(playground, challenge.email)])];
    case 'SMS_MFA':
    case 'EMAIL_OTP':
    case 'SMS_OTP':
      return [codeForm(onSubmit)];
    case 'SELECT_MFA_TYPE':
      return [form({ extra: [factorChoice(parameters)], submit: 'Go on', onSubmit })];
    case 'MFA_SETUP':
      return setup(playground, challenge);
    default:
      return unknown(challenge, onSubmit);
  }
}

function codeForm(onSubmit: (answers: Record<string, string>) => Promise<void>, beside: Child[] = []): Child {
  return form({ fields: [{ name: 'code', label: 'Code', type: 'code' }], submit: 'Send the code', beside, onSubmit });
}

const ATTRIBUTE_PREFIX = 'userAttributes.';

/** Cognito lists them as `["userAttributes.name"]` and wants them back under that name. */
function requiredAttributes(parameters: Challenge['parameters']): Field[] {
  return list(parameters.requiredAttributes).map((attribute) => {
    const label = attribute.startsWith(ATTRIBUTE_PREFIX) ? attribute.slice(ATTRIBUTE_PREFIX.length) : attribute;
    return { name: `${ATTRIBUTE_PREFIX}${label}`, label, hint: 'The user pool requires this attribute.' };
  });
}

const FACTORS: Readonly<Record<string, string>> = {
  SOFTWARE_TOKEN_MFA: 'Authenticator app',
  SMS_MFA: 'Text message',
  EMAIL_OTP: 'E-mail',
};

function factorChoice(parameters: Challenge['parameters']): Child {
  const offered = list(parameters.MFAS_CAN_CHOOSE);
  const factors = offered.length > 0 ? offered : Object.keys(FACTORS);
  return radios('answer', 'Second factor', factors.map((factor) => ({ value: factor, label: FACTORS[factor] ?? factor })), factors[0]);
}

/** The first answer, without a code, brings the secret; the second one proves it. */
function setup(playground: Playground, challenge: Challenge): Child[] {
  const { secret, otpauthUri } = challenge.parameters;
  if (!secret) return [form({ submit: 'Set up an authenticator app', onSubmit: async () => send(playground, challenge, {}) })];
  return totpEnrolment(playground, {
    email: challenge.email,
    secret,
    otpauthUri,
    onCode: async (code) => send(playground, challenge, { code }),
  });
}

function unknown({ parameters }: Challenge, onSubmit: (answers: Record<string, string>) => Promise<void>): Child[] {
  return [
    h('pre', { tabIndex: 0 }, JSON.stringify(parameters, undefined, 2)),
    form({ fields: [{ name: 'answer', label: 'Answer' }], submit: 'Send the answer', onSubmit }),
  ];
}

function list(json = '[]'): string[] {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? value.map(String) : [];
  } catch {
    return [];
  }
}
