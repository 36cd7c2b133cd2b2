/** What the page needs to know of the stack that it is a front of. */
export interface PlaygroundInfo {
  readonly stackName: string;
  readonly apis: readonly PlaygroundApi[];
}

export interface PlaygroundApi {
  /** What people call it: the name of the REST API, or its logical id. */
  readonly name: string;
  /** Where its routes start, without a slash at the end: `http://127.0.0.1:3000` or `http://127.0.0.1:3000/prod`. */
  readonly url: string;
  /** Every method of the template but the preflights (OPTIONS). */
  readonly routes: readonly PlaygroundRoute[];
}

export interface PlaygroundRoute {
  /** An HTTP method, or `ANY`. */
  readonly method: string;
  /** The resource path with a slash before it: `/user/login`, `/orders/{id}`, `/files/{path+}`. */
  readonly path: string;
  /** The name of its operation: `login`, `readMe`. */
  readonly operationName?: string;
  /**
   * What the gateway wants in `Authorization`: an ID token where the method has a Cognito authorizer and no scope,
   * an access token where it has a scope, `other` where the authorizer is of another kind.
   */
  readonly token: 'none' | 'id' | 'access' | 'other';
}
