/** A version of a function as the API describes it. https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */

import type { Context } from '../../kernel/context.ts';
import { functionArn } from './function-arn.ts';
import { LATEST, type FunctionRecord, type FunctionVersion } from './function-record.ts';

/** `qualifier` is how the caller named the version: the ARN shows it. */
export function functionConfiguration(
  { region }: Context,
  { account, name }: FunctionRecord,
  version: FunctionVersion,
  qualifier?: string,
): Record<string, unknown> {
  const shown = qualifier ?? (version.version === LATEST ? undefined : version.version);
  const { LoggingConfig, ...settings } = version.settings;
  const logFormat = LoggingConfig.LogFormat ?? 'Text';
  return {
    FunctionName: name,
    FunctionArn: functionArn(region, { account, name, qualifier: shown }),
    ...settings,
    CodeSize: version.codeSize,
    CodeSha256: version.codeSha256,
    LastModified: new Date(version.lastModifiedMs).toISOString().replace('Z', '+0000'),
    Version: version.version,
    RevisionId: version.revisionId,
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: {
      ...LoggingConfig,
      LogFormat: logFormat,
      LogGroup: LoggingConfig.LogGroup ?? `/aws/lambda/${name}`,
      ...(logFormat === 'JSON'
        ? {
            ApplicationLogLevel: LoggingConfig.ApplicationLogLevel ?? 'INFO',
            SystemLogLevel: LoggingConfig.SystemLogLevel ?? 'INFO',
          }
        : {}),
    },
  };
}
