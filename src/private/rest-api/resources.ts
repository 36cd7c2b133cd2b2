import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Route } from '../../routes/route';

/** The path of a route from the root of the API, without a leading slash. */
export function pathOf({ path }: Route, basePath: string): string {
  return basePath === '' ? path : `${basePath}/${path}`;
}

/** The resource at a path below another one, where the app has made it; slashes at the ends of the path left out. */
export function findResource(root: apigateway.IResource, path: string): apigateway.IResource | undefined {
  const segments = path === '' ? [] : path.split('/');
  return segments.reduce<apigateway.IResource | undefined>((resource, segment) => resource?.getResource(segment), root);
}

/** Whether two values of a template are of one thing. */
export function isSame(stack: Stack, one: unknown, other: unknown): boolean {
  return JSON.stringify(stack.resolve(one)) === JSON.stringify(stack.resolve(other));
}
