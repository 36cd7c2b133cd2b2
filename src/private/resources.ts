import * as apigateway from 'aws-cdk-lib/aws-apigateway';

/** The resource at a path below another one, where the app has made it; slashes at the ends of the path left out. */
export function findResource(root: apigateway.IResource, path: string): apigateway.IResource | undefined {
  const segments = path === '' ? [] : path.split('/');
  return segments.reduce<apigateway.IResource | undefined>((resource, segment) => resource?.getResource(segment), root);
}
