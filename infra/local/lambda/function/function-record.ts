/** A function as the store keeps it: its unpublished version, what concerns all versions, and the published ones. */

import type { Context } from '../../kernel/context.ts';
import { key, within } from '../../kernel/tuple-key.ts';
import type { CodeLocation } from '../run-request.ts';
import { functionArn, parseFunctionName, type FunctionReference } from './function-arn.ts';
import { functionNotFound } from './function-errors.ts';

export interface LoggingConfig {
  readonly LogFormat?: 'Text' | 'JSON';
  readonly LogGroup?: string;
  readonly ApplicationLogLevel?: string;
  readonly SystemLogLevel?: string;
}

/** The settings of one version, named as in the API. */
export interface FunctionSettings {
  readonly Description: string;
  readonly Role: string;
  readonly Handler: string;
  readonly Runtime: string;
  /** Seconds. */
  readonly Timeout: number;
  /** Megabytes. */
  readonly MemorySize: number;
  readonly Architectures: readonly string[];
  readonly Environment?: { readonly Variables: Readonly<Record<string, string>> };
  readonly DeadLetterConfig?: { readonly TargetArn?: string };
  readonly TracingConfig: { readonly Mode: 'PassThrough' | 'Active' };
  readonly LoggingConfig: LoggingConfig;
  readonly EphemeralStorage: { readonly Size: number };
}

export interface FunctionVersion {
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly settings: FunctionSettings;
  readonly code: CodeLocation;
  /** Base64 of the SHA-256. */
  readonly codeSha256: string;
  readonly codeSize: number;
  readonly revisionId: string;
  readonly lastModifiedMs: number;
}

export interface FunctionRecord {
  readonly account: string;
  readonly name: string;
  readonly latest: FunctionVersion;
  readonly nextVersion: number;
  readonly reservedConcurrency?: number;
  readonly tags: Readonly<Record<string, string>>;
}

export const LATEST = '$LATEST';

/** The list of accounts that have functions is kept with the first account. */
const ACCOUNTS = ['lambda', '000000000000', 'account'] as const;

export function saveFunction({ tx }: Context, record: FunctionRecord): void {
  tx.put(key('lambda', record.account, 'function', record.name), record);
  if (tx.get(key(...ACCOUNTS, record.account)) === undefined) tx.put(key(...ACCOUNTS, record.account), record.account);
}

export function accountsWithFunctions({ tx }: Context): string[] {
  return [...tx.scan<string>(within(...ACCOUNTS))].map(([, account]) => account);
}

export function findFunction({ tx }: Context, account: string, name: string): FunctionRecord | undefined {
  return tx.getShared<FunctionRecord>(key('lambda', account, 'function', name));
}

/** The function and how it was referred to; refuses with ResourceNotFoundException. */
export function requireFunction(
  context: Context,
  input: { readonly FunctionName?: unknown; readonly Qualifier?: string | undefined },
): { readonly record: FunctionRecord; readonly reference: FunctionReference } {
  const reference = parseFunctionName(input.FunctionName, context.caller.account, input.Qualifier);
  const record = findFunction(context, reference.account, reference.name);
  if (record === undefined) throw functionNotFound(functionArn(context.region, reference));
  return { record, reference };
}

/** Every function of an account by name. */
export function allFunctions({ tx }: Context, account: string): Iterable<readonly [string, FunctionRecord]> {
  return tx.scan<FunctionRecord>(within('lambda', account, 'function'));
}

export function savePublished({ tx }: Context, record: FunctionRecord, version: FunctionVersion): void {
  tx.put(key('lambda', record.account, 'version', record.name, Number(version.version)), version);
}

/** Published versions, the oldest first. */
export function publishedVersions({ tx }: Context, record: FunctionRecord): FunctionVersion[] {
  const range = within('lambda', record.account, 'version', record.name);
  return [...tx.scan<FunctionVersion>(range)].map(([, version]) => version);
}

export function findVersion({ tx }: Context, record: FunctionRecord, version: string): FunctionVersion | undefined {
  if (version === LATEST) return record.latest;
  if (!/^\d+$/.test(version)) return undefined;
  return tx.get<FunctionVersion>(key('lambda', record.account, 'version', record.name, Number(version)));
}
