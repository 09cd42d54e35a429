/** Creates, changes and deletes functions. */

import type { Context } from '../../kernel/context.ts';
import { uuid } from '../../kernel/engine.ts';
import { key, within } from '../../kernel/tuple-key.ts';
import { resolveVersion } from '../alias/alias-record.ts';
import { authorizeFunction } from '../policy/function-policy.ts';
import { parseFunctionName } from './function-arn.ts';
import { storeArchive, type StoredCode } from './function-code.ts';
import { functionConfiguration } from './function-configuration.ts';
import { conflict, invalidParameter, preconditionFailed } from './function-errors.ts';
import {
  findFunction,
  LATEST,
  requireFunction,
  saveFunction,
  type FunctionRecord,
  type FunctionVersion,
} from './function-record.ts';
import { functionSettings, type SettingsInput } from './function-settings.ts';
import { publishVersion } from './publish-version.ts';

export interface CodeInput {
  /** Base64. */
  readonly ZipFile?: string;
  readonly S3Bucket?: string;
  readonly S3Key?: string;
  readonly S3ObjectVersion?: string;
  readonly ImageUri?: string;
}

export interface CreateFunctionInput extends SettingsInput {
  readonly FunctionName?: string;
  readonly Code?: CodeInput;
  readonly Publish?: boolean;
  readonly Tags?: Readonly<Record<string, string>>;
}

export function createFunction(context: Context, input: CreateFunctionInput): unknown {
  const reference = parseFunctionName(input.FunctionName, context.caller.account);
  authorizeFunction(context, 'CreateFunction', reference);
  const { account, name } = reference;
  if (findFunction(context, account, name) !== undefined) throw conflict(`Function already exist: ${name}`);
  const settings = functionSettings(input);
  const record: FunctionRecord = {
    account,
    name,
    nextVersion: 1,
    tags: input.Tags ?? {},
    latest: {
      version: LATEST,
      settings,
      ...uploadedCode(context, account, input.Code ?? {}),
      revisionId: uuid(context.random),
      lastModifiedMs: context.now,
    },
  };
  saveFunction(context, record);
  if (input.Publish) return publishVersion(context, { FunctionName: name });
  return functionConfiguration(context, record, record.latest);
}

export function updateFunctionCode(
  context: Context,
  input: CodeInput & {
    FunctionName?: string;
    Publish?: boolean;
    DryRun?: boolean;
    RevisionId?: string;
    Architectures?: string[];
  },
): unknown {
  const { record, reference } = requireFunction(context, input);
  authorizeFunction(context, 'UpdateFunctionCode', reference);
  checkRevision(record, input.RevisionId);
  const code = uploadedCode(context, record.account, input);
  const settings = input.Architectures ? { ...record.latest.settings, Architectures: input.Architectures } : {};
  const latest = { ...record.latest, settings: { ...record.latest.settings, ...settings }, ...code };
  if (input.DryRun) return functionConfiguration(context, record, latest);
  const changed = saveLatest(context, record, latest);
  if (input.Publish) return publishVersion(context, { FunctionName: record.name });
  return functionConfiguration(context, changed, changed.latest);
}

export function updateFunctionConfiguration(
  context: Context,
  input: SettingsInput & { FunctionName?: string; RevisionId?: string },
): unknown {
  const { record, reference } = requireFunction(context, input);
  authorizeFunction(context, 'UpdateFunctionConfiguration', reference);
  checkRevision(record, input.RevisionId);
  const settings = functionSettings(input, record.latest.settings);
  const changed = saveLatest(context, record, { ...record.latest, settings });
  return functionConfiguration(context, changed, changed.latest);
}

/** Sandboxes of the former revision are not used any more. */
function saveLatest(context: Context, record: FunctionRecord, latest: FunctionVersion): FunctionRecord {
  const changed = { ...record, latest: { ...latest, revisionId: uuid(context.random), lastModifiedMs: context.now } };
  saveFunction(context, changed);
  return changed;
}

export function deleteFunction(context: Context, input: { FunctionName?: string; Qualifier?: string }): void {
  const { record, reference } = requireFunction(context, input);
  authorizeFunction(context, 'DeleteFunction', reference);
  const { qualifier } = reference;
  if (qualifier === undefined) return removeFunction(context, record);
  if (qualifier === LATEST) throw invalidParameter('$LATEST version cannot be deleted without deleting the function.');
  const version = resolveVersion(context, record, reference);
  if (version.version !== qualifier) throw invalidParameter(`Deletion of aliases is not currently supported.`);
  context.tx.delete(key('lambda', record.account, 'version', record.name, Number(qualifier)));
}

/** Mappings and events of the function find it gone. */
export function removeFunction({ tx }: Context, { account, name }: FunctionRecord): void {
  tx.delete(key('lambda', account, 'function', name));
  for (const kind of ['version', 'alias', 'policy', 'event-invoke-config', 'provisioned'])
    for (const [entry] of tx.scan(within('lambda', account, kind, name))) tx.delete(entry);
}

function uploadedCode(context: Context, account: string, code: CodeInput): StoredCode {
  if (code.ImageUri !== undefined) throw invalidParameter('The local engine does not support container images.');
  if (code.ZipFile !== undefined) return storeArchive(context, account, Buffer.from(code.ZipFile, 'base64'));
  const { S3Bucket, S3Key, S3ObjectVersion } = code;
  if (S3Bucket === undefined || S3Key === undefined)
    throw invalidParameter('Please provide a source for function code.');
  const version = S3ObjectVersion === undefined ? {} : { VersionId: S3ObjectVersion };
  const object = context.call<{ Body: Uint8Array }>('s3', 'GetObject', { Bucket: S3Bucket, Key: S3Key, ...version });
  return storeArchive(context, account, object.Body);
}

function checkRevision({ latest }: FunctionRecord, revisionId: string | undefined): void {
  if (revisionId !== undefined && revisionId !== latest.revisionId) throw preconditionFailed();
}
