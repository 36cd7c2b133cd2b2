import { Lazy } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';

/** The preflight methods: one for each resource that has methods, naming all of them, those that are added later too. */
export class Preflights {
  private readonly verbsByResource = new Map<apigateway.IResource, string[]>();

  /** @param cors what a preflight is answered; nothing where CORS is off */
  constructor(private readonly cors: apigateway.CorsOptions | undefined) {}

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
    resource.addCorsPreflight({ allowMethods: [Lazy.string({ produce: () => allowedMethods(first) })], ...this.cors });
  }
}

function allowedMethods(verbs: readonly string[]): string {
  return (verbs.includes('ANY') ? apigateway.Cors.ALL_METHODS : [...verbs, 'OPTIONS']).join(',');
}
