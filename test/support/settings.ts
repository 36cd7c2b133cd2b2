import { Construct } from 'constructs';
import { newStack } from './synth';
import { CognitoPasswordAuthApiProps } from '../../src';
import { resolveSettings, Settings } from '../../src/private/settings';

/** What the props of a construct resolve to. */
export function settingsOf(props: CognitoPasswordAuthApiProps): Settings {
  return resolveSettings(new Construct(newStack(), 'Auth'), props);
}
