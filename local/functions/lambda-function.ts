import { CodeAssets } from '../assembly/code-asset';
import { StackResources } from '../assembly/stack-resources';
import { numberOf, objectOf, ResolvedResource, stringOf } from '../assembly/template';

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
  /** How the function differs from AWS. The stack prints these lines when it starts. */
  readonly notices: readonly string[];
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

/** Properties that change what a function finds around it, and nothing about who may call it. */
const NOT_HERE: readonly (readonly [property: string, what: string])[] = [
  ['FileSystemConfigs', 'has FileSystemConfigs, which are not mounted here'],
  ['Layers', 'has Layers, which are not there here: code that imports from one fails'],
  ['VpcConfig', 'has a VpcConfig, and runs outside of any VPC here'],
];

function isSet(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

function readFunction(resource: ResolvedResource, resources: StackResources, code: CodeAssets): LambdaFunction {
  const { logicalId, properties } = resource;
  const runtime = stringOf(properties.Runtime) ?? (properties.PackageType === 'Image' ? 'container image' : '');
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
    notices: NOT_HERE.flatMap(([property, what]) => isSet(properties[property]) ? [`${logicalId} (${resource.type}) ${what}`] : []),
    reservedConcurrency: numberOf(properties.ReservedConcurrentExecutions),
  };
}
