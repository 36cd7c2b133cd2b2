interface UserAgentConfig {
  readonly defaultUserAgentProvider: () => string;
  readonly userAgentAppId: () => Promise<string | undefined>;
}

interface Step {
  readonly request: { readonly headers: Record<string, string> };
}

interface MiddlewareStack {
  add(middleware: (next: (step: Step) => unknown) => (step: Step) => Promise<unknown>, options: object): void;
}

/** What the client is and where it runs, in the words of the SDK. */
export function createDefaultUserAgentProvider({ serviceId, clientVersion }: { readonly serviceId: string; readonly clientVersion: string }) {
  const { env, platform, versions } = process;
  const api = serviceId.toLowerCase().replace(/ /g, '-');
  return () => `aws-sdk-js/${clientVersion} ua/2.1 os/${platform} lang/js md/nodejs#${versions.node} api/${api}#${clientVersion}`
    + (env.AWS_EXECUTION_ENV ? ` exec-env/${asToken(env.AWS_EXECUTION_ENV)}` : '');
}

/** No header of this kind may have other characters, whoever set the variable. */
function asToken(value: string): string {
  return value.replace(/[^!$%&'*+\-.^_`|~\w#]/g, '-');
}

/**
 * Says what the client is, in the place of the SDK's own middleware, which works it out anew for each call: some hundred
 * replacements by regular expressions. The release of the kernel and the features that a call makes use of are left out.
 *
 * @see https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/modules/_aws_sdk_middleware_user_agent.html
 */
export function getUserAgentPlugin({ defaultUserAgentProvider, userAgentAppId }: UserAgentConfig) {
  let known: Promise<Record<string, string>> | undefined;
  const userAgent = async () => {
    const appId = await userAgentAppId();
    const client = defaultUserAgentProvider();
    return {
      'user-agent': appId ? `${client} app/${asToken(appId)}` : client,
      'x-amz-user-agent': client.slice(0, client.indexOf(' ')),
    };
  };
  return {
    applyToStack(stack: MiddlewareStack): void {
      stack.add((next) => async (step) => {
        Object.assign(step.request.headers, await (known ??= userAgent()));
        return next(step);
      }, { step: 'build', priority: 'low' });
    },
  };
}
