/** The ARN of the function, alias or version that the URI of an integration or authorizer leads to; undefined where it leads elsewhere. */
export function functionArnOf(uri: string): string | undefined {
  return /:lambda:path\/[^/]+\/functions\/(.+)\/invocations$/.exec(uri)?.[1];
}
