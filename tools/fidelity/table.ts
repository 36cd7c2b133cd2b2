import type { Behaviour } from './behaviour';
import { administrationBehaviours } from './behaviours/administration';
import { callerBehaviours } from './behaviours/callers';
import { clientSecretBehaviours } from './behaviours/client-secret';
import { mfaBehaviours } from './behaviours/mfa';
import { passwordBehaviours } from './behaviours/passwords';
import { profileBehaviours } from './behaviours/profile';
import { sessionBehaviours } from './behaviours/sessions';
import { signInBehaviours } from './behaviours/sign-in';
import { signUpBehaviours } from './behaviours/sign-up';

/** What Cognito is taken to do: the emulator is held to it in every build, and independent emulators are asked for their opinion. */
export const BEHAVIOURS: readonly Behaviour[] = [
  ...signUpBehaviours, ...signInBehaviours, ...passwordBehaviours, ...mfaBehaviours, ...profileBehaviours, ...sessionBehaviours,
  ...administrationBehaviours, ...callerBehaviours, ...clientSecretBehaviours,
];
