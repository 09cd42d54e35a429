/** Publishes a version: a copy of the unpublished one that never changes. */

import type { Context } from '../../kernel/context.ts';
import { uuid } from '../../kernel/engine.ts';
import { authorizeFunction } from '../policy/function-policy.ts';
import { functionConfiguration } from './function-configuration.ts';
import { invalidParameter, preconditionFailed } from './function-errors.ts';
import {
  publishedVersions,
  requireFunction,
  saveFunction,
  savePublished,
  type FunctionRecord,
  type FunctionVersion,
} from './function-record.ts';

export interface PublishVersionInput {
  readonly FunctionName?: string;
  readonly CodeSha256?: string;
  readonly Description?: string;
  readonly RevisionId?: string;
}

export function publishVersion(context: Context, input: PublishVersionInput): unknown {
  const { record, reference } = requireFunction(context, input);
  authorizeFunction(context, 'PublishVersion', reference);
  const { latest } = record;
  if (input.RevisionId !== undefined && input.RevisionId !== latest.revisionId) throw preconditionFailed();
  if (input.CodeSha256 !== undefined && input.CodeSha256 !== latest.codeSha256)
    throw invalidParameter(
      `CodeSHA256 (${input.CodeSha256}) is different from current CodeSHA256 in $LATEST (${latest.codeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
    );
  return functionConfiguration(context, record, publish(context, record, input.Description));
}

/** The newest version if nothing changed since, else a new one. */
export function publish(context: Context, record: FunctionRecord, description?: string): FunctionVersion {
  const { latest } = record;
  const settings = { ...latest.settings, Description: description ?? latest.settings.Description };
  const newest = publishedVersions(context, record).at(-1);
  if (
    newest !== undefined &&
    newest.codeSha256 === latest.codeSha256 &&
    JSON.stringify({ ...newest.settings, Description: '' }) === JSON.stringify({ ...settings, Description: '' })
  )
    return newest;
  const version: FunctionVersion = {
    ...latest,
    version: String(record.nextVersion),
    settings,
    revisionId: uuid(context.random),
  };
  savePublished(context, record, version);
  saveFunction(context, { ...record, nextVersion: record.nextVersion + 1 });
  return version;
}
