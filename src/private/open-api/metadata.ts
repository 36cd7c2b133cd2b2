import { Lazy } from 'aws-cdk-lib';
import { openApiDocument } from './document';
import { ApiContext } from '../context';

/** The type by which the document is found in the metadata of the cloud assembly. */
const OPENAPI_METADATA_TYPE = 'cdk-cognito-password-auth:openapi';

/** Writes the document to the metadata of the cloud assembly, where `npx cdk-cognito-password-auth local` reads it. */
export function addOpenApiMetadata({ scope, settings, restApi, customRoutes }: ApiContext): void {
  scope.node.addMetadata(OPENAPI_METADATA_TYPE, Lazy.any({
    produce: () => ({ restApi: restApi.restApiId, document: openApiDocument(settings, customRoutes) }),
  }));
}
