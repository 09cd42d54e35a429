/** An alias: a name that stands for a version, or for two versions by weight. */

import type { Context } from '../../kernel/context.ts';
import { key, within } from '../../kernel/tuple-key.ts';
import { functionArn, type FunctionReference } from '../function/function-arn.ts';
import { functionNotFound } from '../function/function-errors.ts';
import { findVersion, LATEST, type FunctionRecord, type FunctionVersion } from '../function/function-record.ts';

export interface AliasRecord {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** Version to its share of invocations in [0, 1]; the rest goes to `version`. */
  readonly weights: Readonly<Record<string, number>>;
  readonly revisionId: string;
}

export function findAlias({ tx }: Context, record: FunctionRecord, name: string): AliasRecord | undefined {
  return tx.get<AliasRecord>(key('lambda', record.account, 'alias', record.name, name));
}

export function saveAlias({ tx }: Context, record: FunctionRecord, alias: AliasRecord): void {
  tx.put(key('lambda', record.account, 'alias', record.name, alias.name), alias);
}

export function removeAlias({ tx }: Context, record: FunctionRecord, name: string): void {
  tx.delete(key('lambda', record.account, 'alias', record.name, name));
}

export function aliasesOf({ tx }: Context, record: FunctionRecord): AliasRecord[] {
  return [...tx.scan<AliasRecord>(within('lambda', record.account, 'alias', record.name))].map(([, alias]) => alias);
}

/** The version a qualifier stands for; a weighted alias draws one. Refuses with ResourceNotFoundException. */
export function resolveVersion(
  context: Context,
  record: FunctionRecord,
  reference: FunctionReference,
): FunctionVersion {
  const { qualifier = LATEST } = reference;
  const alias = findAlias(context, record, qualifier);
  const found = findVersion(context, record, alias === undefined ? qualifier : drawVersion(context, alias));
  if (found === undefined) throw functionNotFound(functionArn(context.region, reference));
  return found;
}

function drawVersion({ random }: Context, { version, weights }: AliasRecord): string {
  const shares = Object.entries(weights);
  if (shares.length === 0) return version;
  let drawn = random();
  for (const [candidate, share] of shares) {
    if (drawn < share) return candidate;
    drawn -= share;
  }
  return version;
}
