import { Annotations } from 'aws-cdk-lib';
import { ApiContext } from './context';
import { warnOfRestApi } from './rest-api/warnings';
import { warnOfUserPool } from './user-pool/warnings';
import { Warn } from './warning-ids';

/** Warns of what is allowed and risky. */
export function addWarnings({ scope, settings }: ApiContext): void {
  const warn: Warn = (id, message) => Annotations.of(scope).addWarningV2(id, message);
  warnOfUserPool(settings, warn);
  warnOfRestApi(settings.restApi, warn);
}
