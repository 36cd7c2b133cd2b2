import { Duration } from 'aws-cdk-lib';
import { FaultProxy } from './fault-proxy';
import { clientIdOf, poolIdOf } from '../../local/cognito/identifiers';
import { CognitoPasswordAuthApiProps } from '../../src';
import { pathOf } from '../../src/private/rest-api/resources';
import { FunctionName } from '../../src/routes/route';
import { serve, ServedConstruct } from '../flows/stack';
import { settingsOf } from '../support/settings';

/** A construct whose functions reach Cognito through a proxy each. */
export interface FaultyStack extends ServedConstruct {
  readonly userPoolClientId: string;
  proxyOf(name: FunctionName): FaultProxy;
}

/** More than any stack has functions. */
const PROXIES = 10;

/** Serves a construct behind proxies. The gateway throttles nothing, as a test sends more than people do. */
export async function serveFaulty(props: CognitoPasswordAuthApiProps, functionTimeout = Duration.seconds(25)): Promise<FaultyStack> {
  const free = await Promise.all(Array.from({ length: PROXIES }, () => FaultProxy.start()));
  const all = [...free];
  const proxies = new Map<string, FaultProxy>();
  const stack = await serve({ ...props, ...unthrottled(props), functionOptions: { timeout: functionTimeout } }, undefined, {
    cognitoEndpointOf: (logicalId, cognitoUrl) => {
      const proxy = free.pop()!;
      proxy.upstream = cognitoUrl;
      proxies.set(logicalId, proxy);
      return proxy.url;
    },
    onFunctionStart: ({ logicalId, pid }) => {
      proxies.get(logicalId)!.pid = pid;
    },
  });
  return {
    ...stack,
    userPoolClientId: userPoolClientIdOf(stack),
    proxyOf: (name) => [...proxies].find(([logicalId]) => isFunction(logicalId, name))![1],
    close: async () => {
      await stack.close();
      await Promise.all(all.map((proxy) => proxy.close()));
    },
  };
}

/** The id of the app client, as the local Cognito gives it. */
export function userPoolClientIdOf({ template }: ServedConstruct): string {
  const idOfType = (type: string) => Object.entries(template.Resources).find(([, resource]) => resource.Type === type)![0];
  const client = idOfType('AWS::Cognito::UserPoolClient');
  const { GenerateSecret } = template.Resources[client].Properties as { GenerateSecret?: boolean };
  return clientIdOf(poolIdOf('us-east-1', '123456789012', idOfType('AWS::Cognito::UserPool')), client, GenerateSecret === true);
}

/** Whether a logical id is that of a function of the construct. */
export function isFunction(logicalId: string, name: FunctionName): boolean {
  const prefix = `Auth${name.split('-').map((word) => word[0].toUpperCase() + word.slice(1)).join('')}Function`;
  return logicalId.startsWith(prefix) && /^[0-9A-F]{8}$/.test(logicalId.slice(prefix.length));
}

/** Stage and method limits that a test never reaches. */
export function unthrottled(props: CognitoPasswordAuthApiProps): Pick<CognitoPasswordAuthApiProps, 'deployOptions'> {
  const limits = { throttlingRateLimit: 100_000, throttlingBurstLimit: 100_000 };
  const methods = settingsOf(props).routes.filter(({ throttle }) => throttle).map((route) => [`/${pathOf(route, settingsOf(props).restApi.basePath)}/${route.method}`, limits]);
  return { deployOptions: { ...limits, methodOptions: Object.fromEntries(methods) } };
}
