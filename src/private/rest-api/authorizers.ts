import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Route } from '../../routes/route';
import { ApiContext } from '../context';

/** The scope of every access token of a password login. */
export const ACCESS_TOKEN_SCOPE = 'aws.cognito.signin.user.admin';

/** The Cognito authorizers of one API. */
export interface Authorizers {
  /** For methods without scopes. It takes ID tokens of the accepted app clients. */
  readonly id: apigateway.CognitoUserPoolsAuthorizer;
  /** For methods with scopes. API Gateway cannot compare the app client of an access token, which has no `aud`. */
  readonly access: apigateway.CognitoUserPoolsAuthorizer;
}

type AuthorizersContext = Pick<ApiContext, 'restApi' | 'scope' | 'settings' | 'tokenClientIds' | 'userPool'>;

export function createAuthorizers(context: AuthorizersContext): Authorizers {
  const { scope, settings: { restApi: { authorizerNames } }, tokenClientIds } = context;
  const id = createAuthorizer(context, 'PrivateAuthorizer', authorizerNames.id);
  // CDK has no prop for it.
  (id.node.defaultChild as apigateway.CfnAuthorizer).identityValidationExpression = `^(${tokenClientIds.join('|')})$`;
  const access = createAuthorizer(context, 'AccessTokenAuthorizer', authorizerNames.access);
  scope.node.addValidation({ validate: () => findingsOfMethods(context, { id, access }) });
  return { id, access };
}

function createAuthorizer({ scope, restApi, userPool }: AuthorizersContext, constructId: string, authorizerName: string) {
  const authorizer = new apigateway.CognitoUserPoolsAuthorizer(scope, constructId, { authorizerName, cognitoUserPools: [userPool] });
  // CDK attaches it with the first method that uses it, and there may be none yet.
  authorizer._attachToApi(restApi);
  return authorizer;
}

/** The app's own methods: with the wrong authorizer they would refuse every token, or accept those of other clients. */
function findingsOfMethods({ scope, restApi }: AuthorizersContext, { id, access }: Authorizers): string[] {
  const stack = Stack.of(scope);
  const [idTokens, accessTokens] = [id, access].map(({ authorizerId }) => JSON.stringify(stack.resolve(authorizerId)));
  return restApi.node.findAll().filter((child) => child instanceof apigateway.CfnMethod).flatMap((method) => {
    const authorizerId = JSON.stringify(stack.resolve(method.authorizerId));
    const hasScopes = (method.authorizationScopes ?? []).length > 0;
    if (authorizerId === idTokens && hasScopes) {
      return [`${method.node.path} has scopes, so it takes access tokens, which 'authorizer' refuses; use 'accessTokenAuthorizer'`];
    }
    if (authorizerId === accessTokens && !hasScopes) {
      return [`${method.node.path} has no scopes, so it would take ID tokens of every app client; use 'authorizer', or set 'authorizationScopes'`];
    }
    return [];
  });
}

/** The authorization of a method. With scopes, API Gateway takes the access token instead of the ID token. */
export function authorizationOf(
  token: Route['token'], authorizers: Authorizers, authorizationScopes = [ACCESS_TOKEN_SCOPE],
): apigateway.MethodOptions {
  switch (token) {
    case 'none': return { authorizationType: apigateway.AuthorizationType.NONE };
    case 'id': return { authorizer: authorizers.id };
    case 'access': return { authorizer: authorizers.access, authorizationScopes };
  }
}
