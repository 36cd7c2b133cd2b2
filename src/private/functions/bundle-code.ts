import { createHash } from 'crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'fs';
import * as path from 'path';
import { CfnResource, FileAssetPackaging, Names, Stack, Stage } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as cxapi from 'aws-cdk-lib/cx-api';
import { Construct } from 'constructs';

/**
 * A folder with a bundle, as `Code.fromAsset` uploads it. That one is made for any folder: it makes a construct of the
 * bucket, which nobody here needs and for which CDK loads its rooms for S3 and KMS, and it loads what copies and hashes
 * trees with links and exclusions. Without all that an app is synthesised in four fifths of the time.
 */
export class BundleCode extends lambda.Code {
  public readonly isInline = false;
  private stagedPath = '';

  constructor(private readonly folder: string) {
    super();
  }

  public bind(scope: Construct): lambda.CodeConfig {
    const stack = Stack.of(scope);
    const { files, sourceHash } = bundleIn(this.folder);
    this.stagedPath = scope.node.tryGetContext(cxapi.DISABLE_ASSET_STAGING_CONTEXT) ? this.folder : stage(files, sourceHash, scope);
    const { bucketName, objectKey } = stack.synthesizer.addFileAsset({
      fileName: this.stagedPath,
      packaging: FileAssetPackaging.ZIP_DIRECTORY,
      sourceHash,
      deployTime: true,
      displayName: `${Names.stackRelativeConstructPath(scope)}/Code`,
    });
    return { s3Location: { bucketName, objectKey } };
  }

  /** Leaves in the template where the code is, for tools that run a function on the developer's machine. */
  public bindToResource(resource: CfnResource, { resourceProperty = 'Code' }: lambda.ResourceBindOptions = {}): void {
    if (!resource.node.tryGetContext(cxapi.ASSET_RESOURCE_METADATA_ENABLED_CONTEXT)) return;
    resource.addMetadata(cxapi.ASSET_RESOURCE_METADATA_PATH_KEY, this.stagedPath);
    resource.addMetadata(cxapi.ASSET_RESOURCE_METADATA_IS_BUNDLED_KEY, false);
    resource.addMetadata(cxapi.ASSET_RESOURCE_METADATA_PROPERTY_KEY, resourceProperty);
  }
}

interface Bundle {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly sourceHash: string;
}

/** By folder. They do not change while an app is synthesised, and an app may have many of the construct. */
const BUNDLES = new Map<string, Bundle>();

function bundleIn(folder: string): Bundle {
  const known = BUNDLES.get(folder);
  if (known) return known;
  const files = new Map(readdirSync(folder).sort().map((name) => [name, readFileSync(path.join(folder, name))]));
  const hash = createHash('sha256');
  for (const [name, content] of files) hash.update(`${name}\0${content.length}\0`).update(content);
  const bundle = { files, sourceHash: hash.digest('hex') };
  BUNDLES.set(folder, bundle);
  return bundle;
}

/** Writes what is not in the assembly yet, or not whole because an earlier run was interrupted, and says where from its manifest. */
function stage(files: Bundle['files'], sourceHash: string, scope: Construct): string {
  // Every stack is in a stage: CDK makes an app around those that have none.
  const { assetOutdir, outdir } = Stage.of(scope)!;
  const staged = path.join(assetOutdir, `asset.${sourceHash}`);
  mkdirSync(staged, { recursive: true });
  for (const [name, content] of files) {
    const file = path.join(staged, name);
    if (statSync(file, { throwIfNoEntry: false })?.size !== content.length) writeFileSync(file, content);
  }
  return path.relative(outdir, staged);
}
