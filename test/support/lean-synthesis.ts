import { AppProps } from 'aws-cdk-lib';
import { DISABLE_ASSET_STAGING_CONTEXT, DISABLE_LOGICAL_ID_METADATA, DISABLE_METADATA_STACK_TRACE } from 'aws-cdk-lib/cx-api';

/** Leaves out what CDK's command line reads and no test does, which saves a quarter of a synthesis. */
export const WITHOUT_METADATA: AppProps = {
  analyticsReporting: false,
  treeMetadata: false,
  context: { [DISABLE_LOGICAL_ID_METADATA]: true, [DISABLE_METADATA_STACK_TRACE]: true },
};

/** Leaves out the copies of the bundles as well. For tests that read nothing but templates. */
export const TEMPLATES_ONLY: AppProps = {
  ...WITHOUT_METADATA,
  context: { ...WITHOUT_METADATA.context, [DISABLE_ASSET_STAGING_CONTEXT]: true },
};
