await import('@aws-sdk/credential-provider-sso');
export const handler = async () => ({ statusCode: 200 });
