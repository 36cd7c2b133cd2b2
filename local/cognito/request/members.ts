import { bool, list, required, stringMap, structure, text } from './shapes';

// Lengths and patterns are those of the service's public API model, version 2016-04-18.

export const userPoolId = required(text({ min: 1, max: 55, pattern: '[\\w-]+_[0-9a-zA-Z]+', shown: true }));
export const clientId = required(text({ min: 1, max: 128, pattern: '[\\w+]+' }));
export const username = required(text({ min: 1, max: 128, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+' }));
// Spaces are allowed within a password, not at its ends: the service's answers name this pattern, its model a narrower one.
export const password = text({ max: 256, pattern: '^[\\S]+.*[\\S]+$' });
export const accessToken = text({ pattern: '[A-Za-z0-9-_=.]+' });
export const session = text({ min: 20, max: 4096 });
export const code = required(text({ min: 1, max: 2048, pattern: '[\\S]+' }));
export const totpCode = required(text({ min: 6, max: 6, pattern: '[0-9]+' }));
export const groupName = required(text({ min: 1, max: 128, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+' }));

export const attributeName = text({ min: 1, max: 32, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+' });
export const attribute = structure({ Name: required(attributeName), Value: text({ max: 2048 }) });
export const attributes = list(attribute);

export const clientMetadata = stringMap;

export const secretHash = text({ min: 1, max: 128, pattern: '[\\w+=/]+' });

/** Accepted and unused apart from `ClientMetadata`: the local stack has no threat protection and no analytics. */
export const clientCallContext = {
  UserContextData: structure({ IpAddress: text(), EncodedData: text() }),
  AnalyticsMetadata: structure({ AnalyticsEndpointId: text() }),
  ClientMetadata: clientMetadata,
};

export const contextData = structure({
  IpAddress: required(text()),
  ServerName: required(text()),
  ServerPath: required(text()),
  HttpHeaders: required(list(structure({ headerName: text(), headerValue: text() }))),
  EncodedData: text(),
});

export const mfaPreference = structure({ Enabled: bool, PreferredMfa: bool });
