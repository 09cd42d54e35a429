/** AWS::Lambda::Function. Its code is a file asset of the template, or text in the template itself. */

import { strToU8, zipSync } from 'fflate';
import type { Context } from '../../kernel/context.ts';
import { uuid } from '../../kernel/engine.ts';
import type { ResourceProvider, TemplateResource } from '../../kernel/service.ts';
import { removeFunction } from '../function/create-function.ts';
import { functionArn } from '../function/function-arn.ts';
import { directoryCode, keepArchive, type StoredCode } from '../function/function-code.ts';
import { invalidParameter } from '../function/function-errors.ts';
import { findFunction, LATEST, saveFunction, type FunctionRecord } from '../function/function-record.ts';
import { functionSettings } from '../function/function-settings.ts';

export const functionResource: ResourceProvider = {
  properties: [
    'FunctionName',
    'Code',
    'Handler',
    'Runtime',
    'Role',
    'Description',
    'Timeout',
    'MemorySize',
    'Environment',
    'Architectures',
    'DeadLetterConfig',
    'LoggingConfig',
    'ReservedConcurrentExecutions',
    'Tags',
    // Refused unless empty.
    'Layers',
    'PackageType',
    'VpcConfig',
    'FileSystemConfigs',
    'SnapStart',
  ],
  ignored: {
    TracingConfig: 'one machine has no X-Ray',
    EphemeralStorage: 'a sandbox shares the temporary directory of this machine',
    KmsKeyArn: 'the environment is not encrypted at rest here',
    RuntimeManagementConfig: 'functions run on the Node.js that runs the engine',
    RecursiveLoop: 'loops are not detected here',
    CodeSigningConfigArn: 'bundles come from this machine',
  },
  apply(context, resource) {
    const { account } = context.caller;
    const name = nameOf(resource);
    const former = findFunction(context, account, name);
    const record = appliedRecord(context, resource, former);
    if (former === undefined || JSON.stringify(former) !== JSON.stringify(record)) saveFunction(context, record);
    const arn = functionArn(context.region, { account, name, qualifier: undefined });
    return {
      ref: name,
      attributes: { Arn: arn, 'SnapStartResponse.ApplyOn': 'None', 'SnapStartResponse.OptimizationStatus': 'Off' },
    };
  },
  remove(context, ref) {
    const record = findFunction(context, context.caller.account, ref);
    if (record !== undefined) removeFunction(context, record);
  },
};

function nameOf({ properties, generatedName }: TemplateResource): string {
  return (properties['FunctionName'] as string | undefined) ?? generatedName;
}

/** A new revision only where something changed: sandboxes stay warm otherwise. */
function appliedRecord(
  context: Context,
  resource: TemplateResource,
  former: FunctionRecord | undefined,
): FunctionRecord {
  const { properties } = resource;
  const { account } = context.caller;
  const settings = functionSettings(properties);
  const code = resourceCode(context, account, resource);
  const reserved = properties['ReservedConcurrentExecutions'] as number | undefined;
  const unchanged =
    former !== undefined &&
    JSON.stringify([former.latest.settings, former.latest.code, former.latest.codeSha256]) ===
      JSON.stringify([settings, code.code, code.codeSha256]);
  return {
    account,
    name: nameOf(resource),
    nextVersion: former?.nextVersion ?? 1,
    tags: tagsOf(properties['Tags']),
    ...(reserved === undefined ? {} : { reservedConcurrency: reserved }),
    latest: {
      version: LATEST,
      settings,
      ...code,
      revisionId: unchanged ? former.latest.revisionId : uuid(context.random),
      lastModifiedMs: unchanged ? former.latest.lastModifiedMs : context.now,
    },
  };
}

function resourceCode(context: Context, account: string, resource: TemplateResource): StoredCode {
  const { S3Key, ZipFile, ImageUri } = resource.properties['Code'] as Record<string, string | undefined>;
  if (ImageUri !== undefined) throw invalidParameter('The local engine does not support container images.');
  if (S3Key !== undefined) return directoryCode(resource.assetPath(S3Key), S3Key);
  return keepArchive(context, account, zipSync({ 'index.js': [strToU8(ZipFile ?? ''), { mtime: '1980-01-01' }] }));
}

/** CloudFormation lists tags, Lambda maps them. */
export function tagsOf(tags: unknown): Record<string, string> {
  const list = (tags ?? []) as readonly { readonly Key: string; readonly Value: string }[];
  return Object.fromEntries(list.map(({ Key, Value }) => [Key, Value]));
}
