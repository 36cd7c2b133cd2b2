/** The ARN of the function, alias or version in the URI of an integration or authorizer; undefined where the URI is not that of a Lambda invocation. */
export function functionArnOf(uri: string): string | undefined {
  return /:lambda:path\/[^/]+\/functions\/(.+)\/invocations$/.exec(uri)?.[1];
}
