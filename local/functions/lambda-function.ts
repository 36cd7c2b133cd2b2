import { CodeAssets } from '../assembly/code-asset';
import { StackResources } from '../assembly/stack-resources';
import { listOf, numberOf, objectOf, ResolvedResource, stringOf } from '../assembly/template';
import { unsupported } from '../errors';

/** An `AWS::Lambda::Function` as the local runtime needs it. */
export interface LambdaFunction {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly runtime: string;
  /** `<file>.<export>` below the code directory. */
  readonly handler: string;
  readonly codeDirectory: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  /** The variables of the template, and no others. */
  readonly environment: Readonly<Record<string, string>>;
  /** Most invocations at once that the template reserves; unlimited where it reserves none. */
  readonly reservedConcurrency?: number;
}

/**
 * Reads the functions of a stack.
 *
 * @throws LocalStackError where a function needs something that the local runtime does not give
 */
export function readFunctions(resources: StackResources, code: CodeAssets): LambdaFunction[] {
  return resources.ofType('AWS::Lambda::Function').map((resource) => readFunction(resource, resources, code));
}

/** Whether the local stack runs functions of this runtime. */
export function isNodeRuntime(runtime: string): boolean {
  return runtime.startsWith('nodejs');
}

function readFunction(resource: ResolvedResource, resources: StackResources, code: CodeAssets): LambdaFunction {
  const { logicalId, properties } = resource;
  const runtime = stringOf(properties.Runtime) ?? (properties.PackageType === 'Image' ? 'container image' : '');
  if (listOf(properties.Layers).length > 0) throw unsupported(logicalId, resource.type, 'uses Layers, which the local stack does not serve');
  if (listOf(properties.FileSystemConfigs).length > 0) {
    throw unsupported(logicalId, resource.type, 'uses FileSystemConfigs, which the local stack does not serve');
  }
  // Of a function that does not run here, nothing is read.
  const codeDirectory = isNodeRuntime(runtime) ? code.directoryOf(resource) : '';
  const variables = Object.entries(objectOf(objectOf(properties.Environment).Variables));
  return {
    logicalId,
    name: String(resources.ref(logicalId)),
    arn: String(resources.getAtt(logicalId, 'Arn')),
    roleArn: stringOf(properties.Role) ?? '',
    runtime,
    handler: stringOf(properties.Handler) ?? '',
    codeDirectory,
    memoryMegabytes: numberOf(properties.MemorySize) ?? 128,
    timeoutSeconds: numberOf(properties.Timeout) ?? 3,
    environment: Object.fromEntries(variables.map(([name, value]) => [name, String(value)])),
    reservedConcurrency: numberOf(properties.ReservedConcurrentExecutions),
  };
}
