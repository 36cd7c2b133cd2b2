import { aws_cognito as cognito } from 'aws-cdk-lib';
import { RouteSwitches, SignUpMode } from '../../../src';
import { routesOf, switchOf } from '../../../src/private/route-choice';
import { ROUTES } from '../../../src/routes/table';
import { routes as routesIn } from '../../support/synth';
import { Check, Props, Rows, templateOf } from '../checks';

const { Mfa, AccountRecovery } = cognito;

/** What the words of a default promise. */
const MEANING: Readonly<Record<string, (props: Props) => boolean>> = {
  'true': () => true,
  '- the value of `accountRoutes`': ({ accountRoutes }) => accountRoutes === true,
  '- the value of `accountRoutes`, unless users can change no attribute': ({ accountRoutes, standardAttributes }) =>
    accountRoutes === true && (standardAttributes?.email?.mutable !== false || 'website' in standardAttributes),
  '- the value of `accountRoutes`, unless users cannot change their email': ({ accountRoutes, standardAttributes }) =>
    accountRoutes === true && standardAttributes?.email?.mutable !== false,
  '- true, unless `signUpMode` is ADMIN_ONLY': ({ signUpMode }) => signUpMode !== SignUpMode.ADMIN_ONLY,
  '- true where `signUpMode` is EMAIL_CODE': ({ signUpMode }) => signUpMode === SignUpMode.EMAIL_CODE,
  '- true, unless `enableTokenRevocation` is false': ({ enableTokenRevocation }) => enableTokenRevocation !== false,
  '- true, unless `accountRecovery` is NONE': ({ accountRecovery }) => accountRecovery !== AccountRecovery.NONE,
  '- true where `mfa` is not OFF': ({ mfa }) => mfa !== undefined,
  '- true where `mfa` is not OFF and authenticator apps are a second factor': ({ mfa, mfaSecondFactor }) => mfa !== undefined && mfaSecondFactor?.otp !== false,
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
    const served = ROUTES.filter((route) => switchOf(route.name) === name).map(({ method, path }) => `${method} /user/${path}`);
    for (const props of SETTINGS) {
      expect([props, routesAt(props).some((route) => served.includes(route))]).toEqual([props, MEANING[documented](props)]);
    }
  };
}

const names = new Set(SETTINGS.flatMap(routesOf).map(({ name }) => switchOf(name)).filter((name) => name !== 'login' as keyof RouteSwitches));

export const ROUTE_SWITCHES: Rows = Object.fromEntries([...names].map((name) => [name, switched(name)]));
