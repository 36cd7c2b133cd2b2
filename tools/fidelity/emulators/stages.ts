import {
  CreateUserPoolClientCommand, CreateUserPoolCommand, SetUserPoolMfaConfigCommand,
  type CreateUserPoolClientCommandInput, type CreateUserPoolCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import type { RunningEmulator } from './running';
import { sdkClients } from '../own-stages';
import { CannotBeAsked, type Stage } from '../scene';
import { SETTINGS, type SettingName } from '../settings';

/** Pools and clients in an independent emulator, made through Cognito's own API. */
export function stagesOn(emulator: RunningEmulator): { stage: (setting: SettingName) => Promise<Stage>; close: () => void } {
  // ministack takes this key for the administrator's; the others do not look.
  const sdk = sdkClients(emulator.url, { accessKeyId: 'test', secretAccessKey: 'test' });
  const stages = new Map<SettingName, Promise<Stage>>();
  const open = async (name: SettingName): Promise<Stage> => {
    const { EnabledMfas, MfaConfiguration, ...pool } = SETTINGS[name].pool as Record<string, unknown>;
    const { UserPool } = await sdk.administrator.send(new CreateUserPoolCommand({ PoolName: name, ...pool } as CreateUserPoolCommandInput));
    const UserPoolId = UserPool!.Id!;
    if (EnabledMfas) await enableMfa(sdk, UserPoolId, MfaConfiguration as 'ON' | 'OPTIONAL', EnabledMfas as readonly string[]);
    const clientIds: Record<string, string> = {};
    const clientSecrets: Record<string, string | undefined> = {};
    for (const [ClientName, properties] of Object.entries(SETTINGS[name].clients)) {
      const input = { UserPoolId, ClientName, ...properties } as unknown as CreateUserPoolClientCommandInput;
      const { UserPoolClient } = await sdk.administrator.send(new CreateUserPoolClientCommand(input));
      clientIds[ClientName] = UserPoolClient!.ClientId!;
      clientSecrets[ClientName] = UserPoolClient!.ClientSecret;
    }
    return {
      url: emulator.url,
      sdk,
      userPoolId: UserPoolId,
      clientIds,
      clientSecrets,
      now: () => Date.now(),
      advance: () => {
        throw new CannotBeAsked('its clock cannot be moved');
      },
      codeSentTo: (_to, purpose) => emulator.code(purpose),
    };
  };
  return {
    stage: (setting) => {
      if (!stages.has(setting)) stages.set(setting, open(setting));
      return stages.get(setting)!;
    },
    close: () => Object.values(sdk).forEach((client) => client.destroy()),
  };
}

async function enableMfa(sdk: Stage['sdk'], UserPoolId: string, MfaConfiguration: 'ON' | 'OPTIONAL', factors: readonly string[]): Promise<void> {
  await sdk.administrator.send(new SetUserPoolMfaConfigCommand({
    UserPoolId,
    MfaConfiguration,
    ...factors.includes('SOFTWARE_TOKEN_MFA') ? { SoftwareTokenMfaConfiguration: { Enabled: true } } : {},
    ...factors.includes('SMS_MFA') ? { SmsMfaConfiguration: { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' } } } : {},
    ...factors.includes('EMAIL_OTP') ? { EmailMfaConfiguration: { Message: 'Your code is {####}', Subject: 'Your code' } } : {},
  }));
}
