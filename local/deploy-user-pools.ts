import { StackResources } from './assembly/stack-resources';
import { ResolvedResource } from './assembly/template';
import { CognitoEmulator } from './cognito';
import { notInTemplate, unsupported } from './errors';
import { TrustedUserPool } from './gateway/serve/cognito-authorizer';

/**
 * Creates the user pools of a stack, then their clients and groups, so that everything else can refer to their ids.
 *
 * @throws LocalStackError where a property of theirs cannot be honoured
 */
export function deployUserPools(resources: StackResources, cognito: CognitoEmulator): TrustedUserPool[] {
  const pools = resources.ofType('AWS::Cognito::UserPool').map((resource) => {
    const { id, arn, providerName, providerUrl } = naming(resource, () => cognito.addUserPool(resource.logicalId, resource.properties));
    resources.create(resource.logicalId, {
      ref: id,
      attributes: { Arn: arn, ProviderName: providerName, ProviderURL: providerUrl, UserPoolId: id },
    });
    return { id, arn, jwks: () => cognito.jwks(id) };
  });
  const assertOfPool = ({ logicalId, type, properties }: ResolvedResource) => {
    if (!pools.some(({ id }) => id === properties.UserPoolId)) throw notInTemplate(logicalId, type, `belongs to the user pool '${String(properties.UserPoolId)}'`);
  };
  for (const resource of resources.ofType('AWS::Cognito::UserPoolClient')) {
    assertOfPool(resource);
    const { id, secret } = naming(resource, () => cognito.addUserPoolClient(resource.logicalId, resource.properties));
    resources.create(resource.logicalId, { ref: id, attributes: { ClientId: id, ...secret === undefined ? {} : { ClientSecret: secret } } });
  }
  for (const resource of resources.ofType('AWS::Cognito::UserPoolGroup')) {
    assertOfPool(resource);
    naming(resource, () => cognito.addUserPoolGroup(resource.logicalId, resource.properties));
  }
  return pools;
}

function naming<T>({ logicalId, type }: ResolvedResource, create: () => T): T {
  try {
    return create();
  } catch (error) {
    throw unsupported(logicalId, type, `cannot be served: ${(error as Error).message}`);
  }
}
