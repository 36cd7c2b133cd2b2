import { Lazy } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { SECURITY_HEADERS } from '../../routes/contract';

/** The preflight methods: one for each resource that has methods, naming all of them, those that are added later too. */
export class Preflights {
  private readonly verbsByResource = new Map<apigateway.IResource, string[]>();
  private readonly cors: apigateway.CorsOptions | undefined;

  /** @param cors what a preflight is answered; nothing where CORS is off */
  constructor(cors: apigateway.CorsOptions | undefined) {
    // Browsers look for these with the answer itself.
    this.cors = cors && { ...cors, exposeHeaders: undefined };
  }

  add({ resource, httpMethod }: apigateway.Method): void {
    const verbs = this.verbsByResource.get(resource);
    if (verbs) {
      verbs.push(httpMethod);
      return;
    }
    const first = [httpMethod];
    this.verbsByResource.set(resource, first);
    // Whoever added the resource by hand may have added its preflight too.
    if (!this.cors || resource.node.tryFindChild('OPTIONS')) return;
    addSecurityHeaders(resource.addCorsPreflight({ allowMethods: [Lazy.string({ produce: () => allowedMethods(first) })], ...this.cors }));
  }
}

/** CDK's preflights have room for the headers of CORS only. */
function addSecurityHeaders(preflight: apigateway.Method): void {
  const method = preflight.node.defaultChild as apigateway.CfnMethod;
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
    const parameter = `ResponseParameters.method\\.response\\.header\\.${name}`;
    method.addPropertyOverride(`Integration.IntegrationResponses.0.${parameter}`, `'${value}'`);
    method.addPropertyOverride(`MethodResponses.0.${parameter}`, true);
  }
}

function allowedMethods(verbs: readonly string[]): string {
  return (verbs.includes('ANY') ? apigateway.Cors.ALL_METHODS : [...verbs, 'OPTIONS']).join(',');
}
