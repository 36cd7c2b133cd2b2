import { aws_cognito as cognito } from 'aws-cdk-lib';
import { SignUpMode } from '../../../src';
import { ROUTES, switchableRoutes } from '../../../src/routes/table';
import { routes as routesIn } from '../../support/synth';
import { Check, Props, Rows, templateOf } from '../checks';

const { Mfa, AccountRecovery } = cognito;

/** What the words of a default promise. */
const MEANING: Readonly<Record<string, (props: Props) => boolean>> = {
  'true': () => true,
  '- true if `accountRoutes` is true': ({ accountRoutes }) => accountRoutes === true,
  '- true if `accountRoutes` is true and users can change an attribute': ({ accountRoutes, standardAttributes }) =>
    accountRoutes === true && (standardAttributes?.email?.mutable !== false || 'website' in standardAttributes),
  '- true if `accountRoutes` is true and users can change their email': ({ accountRoutes, standardAttributes }) =>
    accountRoutes === true && standardAttributes?.email?.mutable !== false,
  '- true if `signUpMode` is AUTO_CONFIRM, or if `signUpMode` is EMAIL_CODE': ({ signUpMode }) => signUpMode !== SignUpMode.ADMIN_ONLY,
  '- true if `signUpMode` is EMAIL_CODE': ({ signUpMode }) => signUpMode === SignUpMode.EMAIL_CODE,
  '- true if `enableTokenRevocation` is not false': ({ enableTokenRevocation }) => enableTokenRevocation !== false,
  '- true if `accountRecovery` is not NONE': ({ accountRecovery }) => accountRecovery !== AccountRecovery.NONE,
  '- true if `mfa` is not OFF': ({ mfa }) => mfa !== undefined,
  '- true if `mfa` is not OFF and `mfaSecondFactor.otp` is not false': ({ mfa, mfaSecondFactor }) => mfa !== undefined && mfaSecondFactor?.otp !== false,
};

const SETTINGS: readonly Props[] = [
  {},
  { accountRoutes: true },
  { accountRoutes: true, standardAttributes: { email: { mutable: false } } },
  { accountRoutes: true, standardAttributes: { email: { mutable: false }, website: {} } },
  { signUpMode: SignUpMode.EMAIL_CODE },
  { signUpMode: SignUpMode.ADMIN_ONLY },
  { enableTokenRevocation: false },
  { accountRecovery: AccountRecovery.NONE },
  { mfa: Mfa.OPTIONAL },
  { mfa: Mfa.OPTIONAL, mfaSecondFactor: { otp: false, sms: true } },
];

const templates = new Map<Props, string[]>();

function routesAt(props: Props): string[] {
  if (!templates.has(props)) templates.set(props, routesIn(templateOf(props)));
  return templates.get(props)!;
}

/** The route is there in exactly the settings that the words name. */
function switched(name: string): Check {
  return (documented) => {
    expect(Object.keys(MEANING)).toContain(documented);
    const served = ROUTES.filter((route) => route.name === name).map(({ method, path }) => `${method} /user/${path}`);
    for (const props of SETTINGS) {
      expect([props, routesAt(props).some((route) => served.includes(route))]).toEqual([props, MEANING[documented](props)]);
    }
  };
}

export const ROUTE_SWITCHES: Rows = Object.fromEntries(switchableRoutes().map((name) => [name, switched(name)]));
