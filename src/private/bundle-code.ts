import { AssetStaging, CfnResource, FileAssetPackaging, Names, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as cxapi from 'aws-cdk-lib/cx-api';
import { Construct } from 'constructs';

/**
 * A folder with a bundle, as `Code.fromAsset` uploads it. That one also makes a construct of the bucket, which nobody
 * here needs and for which CDK loads its rooms for S3 and KMS: a tenth of an app's synthesis.
 */
export class BundleCode extends lambda.Code {
  public readonly isInline = false;
  private stagedPath = '';

  constructor(private readonly folder: string) {
    super();
  }

  public bind(scope: Construct): lambda.CodeConfig {
    const code = new Construct(scope, 'Code');
    const staging = new AssetStaging(code, 'Stage', { sourcePath: this.folder });
    const stack = Stack.of(scope);
    this.stagedPath = staging.relativeStagedPath(stack);
    const { bucketName, objectKey } = stack.synthesizer.addFileAsset({
      fileName: this.stagedPath,
      packaging: FileAssetPackaging.ZIP_DIRECTORY,
      sourceHash: staging.assetHash,
      deployTime: true,
      displayName: Names.stackRelativeConstructPath(code),
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
