import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LocalStackError } from '../errors';
import { withNestedStacks } from './nested-stacks';
import { isObject, JsonObject, objectOf, stringOf, Template, TemplateResource } from './template';

/** One stack of a cloud assembly, with what its template refers to. */
export interface AssemblyStack {
  /** Name that CloudFormation would give the stack. */
  readonly stackName: string;
  /** Account of the stack's environment; a placeholder where the app left it open. */
  readonly account: string;
  /** Region of the stack's environment; `us-east-1` where the app left it open. */
  readonly region: string;
  /** With the resources of its nested stacks. */
  readonly template: Template;
  /** Path on disk of each file asset, by its object key in the asset bucket. */
  readonly assets: ReadonlyMap<string, string>;
  /** What constructs noted for tools, by construct path. */
  readonly metadata: JsonObject;
}

interface StackEntry {
  readonly directory: string;
  readonly id: string;
  readonly displayName: string;
  readonly stackName: string;
  readonly artifact: JsonObject;
  readonly artifacts: JsonObject;
}

/** Account that stands in for the one that an environment-agnostic stack is deployed to. */
const PLACEHOLDER_ACCOUNT = '123456789012';
const PLACEHOLDER_REGION = 'us-east-1';

/**
 * Reads one stack of a cloud assembly (the folder that `cdk synth` writes, `cdk.out` by default).
 *
 * @param directory - folder that holds `manifest.json`
 * @param stackName - artifact id, display name or CloudFormation name; may be left out where there is only one stack
 * @throws LocalStackError where there is no such assembly or stack
 */
export function readAssemblyStack(directory: string, stackName?: string): AssemblyStack {
  const stacks = listStacks(resolve(directory));
  const entry = chooseStack(stacks, directory, stackName);
  const properties = objectOf(entry.artifact.properties);
  const assets = readAssets(entry);
  const template = readJson(join(entry.directory, stringOf(properties.templateFile) ?? '')) as Template;
  const environment = /^aws:\/\/([^/]+)\/(.+)$/.exec(stringOf(entry.artifact.environment) ?? '');
  return {
    stackName: entry.stackName,
    account: known(environment?.[1], 'unknown-account') ?? PLACEHOLDER_ACCOUNT,
    region: known(environment?.[2], 'unknown-region') ?? PLACEHOLDER_REGION,
    template: withNestedStacks(template, (nested) => readNestedTemplate(nested, assets)),
    assets,
    metadata: readMetadata(entry),
  };
}

function known(value: string | undefined, unknown: string): string | undefined {
  return value === unknown ? undefined : value;
}

function listStacks(directory: string): StackEntry[] {
  const file = join(directory, 'manifest.json');
  if (!existsSync(file)) {
    throw new LocalStackError(`no cloud assembly in ${directory}: manifest.json is missing; run 'npx cdk synth' first`);
  }
  const artifacts = objectOf(readJson(file).artifacts);
  return Object.entries(artifacts).flatMap(([id, value]): StackEntry[] => {
    const artifact = objectOf(value);
    const properties = objectOf(artifact.properties);
    if (artifact.type === 'cdk:cloud-assembly') return listStacks(join(directory, stringOf(properties.directoryName) ?? ''));
    if (artifact.type !== 'aws:cloudformation:stack') return [];
    const displayName = stringOf(artifact.displayName) ?? id;
    return [{ directory, id, displayName, stackName: stringOf(properties.stackName) ?? id, artifact, artifacts }];
  });
}

function chooseStack(stacks: readonly StackEntry[], directory: string, name?: string): StackEntry {
  const names = stacks.map((stack) => stack.displayName).sort().join(', ');
  if (name === undefined) {
    if (stacks.length === 1) return stacks[0];
    throw new LocalStackError(stacks.length === 0
      ? `the cloud assembly in ${directory} holds no stack`
      : `the cloud assembly in ${directory} holds ${stacks.length} stacks (${names}); choose one with --stack NAME`);
  }
  const chosen = stacks.find((stack) => [stack.id, stack.displayName, stack.stackName].includes(name));
  if (!chosen) throw new LocalStackError(`the cloud assembly in ${directory} holds no stack '${name}', only ${names || 'none'}`);
  return chosen;
}

/** In the manifest, or in a file of its own where a newer release of CDK wrote the assembly. */
function readMetadata({ artifact, directory }: StackEntry): JsonObject {
  const file = stringOf(artifact.additionalMetadataFile);
  return { ...objectOf(artifact.metadata), ...file ? readJson(join(directory, file)) : {} };
}

function readAssets(entry: StackEntry): Map<string, string> {
  const assets = new Map<string, string>();
  for (const dependency of (entry.artifact.dependencies ?? []) as string[]) {
    const manifest = objectOf(entry.artifacts[dependency]);
    if (manifest.type !== 'cdk:asset-manifest') continue;
    const file = stringOf(objectOf(manifest.properties).file) ?? '';
    for (const asset of Object.values(objectOf(readJson(join(entry.directory, file)).files))) {
      const source = objectOf(objectOf(asset).source);
      if (typeof source.path !== 'string') continue;
      for (const destination of Object.values(objectOf(objectOf(asset).destinations))) {
        const key = stringOf(objectOf(destination).objectKey);
        if (key) assets.set(key, resolve(entry.directory, source.path));
      }
    }
  }
  return assets;
}

/** The URL of a nested template is put together at deployment; its last part is the object key. */
function readNestedTemplate({ Properties = {} }: TemplateResource, assets: ReadonlyMap<string, string>): Template | undefined {
  const texts = textsIn(Properties.TemplateURL);
  const [, file] = [...assets].find(([key]) => texts.some((text) => text.endsWith(`/${key}`))) ?? [];
  return file === undefined ? undefined : readJson(file) as Template;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function readJson(file: string): JsonObject {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new LocalStackError(`cannot read ${file}: ${(error as Error).message}`);
  }
  if (!isObject(content)) throw new LocalStackError(`cannot read ${file}: it holds no JSON object`);
  return content;
}
