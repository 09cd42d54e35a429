/** An event source mapping: which source feeds which function, and how. */

import type { Context } from '../../kernel/context.ts';
import { key, within } from '../../kernel/tuple-key.ts';

export type SourceType = 'sqs' | 'kinesis' | 'dynamodb';

export interface MappingRecord {
  readonly uuid: string;
  readonly account: string;
  readonly functionName: string;
  readonly qualifier?: string;
  readonly eventSourceArn: string;
  readonly sourceType: SourceType;
  readonly enabled: boolean;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly startingPosition?: 'TRIM_HORIZON' | 'LATEST' | 'AT_TIMESTAMP';
  /** Seconds since the epoch. */
  readonly startingTimestamp?: number;
  readonly parallelizationFactor: number;
  readonly bisects: boolean;
  /** -1: until the record expires. */
  readonly maximumRetryAttempts: number;
  /** -1: as long as the stream keeps it. */
  readonly maximumRecordAgeSeconds: number;
  readonly onFailure?: string;
  readonly reportsItemFailures: boolean;
  /** Event patterns, of which a record must match one. */
  readonly filters: readonly string[];
  readonly maximumConcurrency?: number;
  readonly lastModifiedMs: number;
  readonly lastProcessingResult: string;
  readonly tags: Readonly<Record<string, string>>;
}

const mappingKey = (account: string, uuid: string): string => key('lambda', account, 'mapping', uuid);

/** The mappings of a source are found through the source's own account. */
const sourceKey = ({ eventSourceArn, uuid }: MappingRecord): string =>
  key('lambda', accountOf(eventSourceArn), 'source', eventSourceArn, uuid);

export function findMapping({ tx }: Context, account: string, uuid: string): MappingRecord | undefined {
  return tx.getShared<MappingRecord>(mappingKey(account, uuid));
}

export function saveMapping({ tx }: Context, mapping: MappingRecord): void {
  tx.put(mappingKey(mapping.account, mapping.uuid), mapping);
  tx.put(sourceKey(mapping), mapping.account);
}

export function removeMapping({ tx }: Context, mapping: MappingRecord): void {
  tx.delete(mappingKey(mapping.account, mapping.uuid));
  tx.delete(sourceKey(mapping));
}

export function mappingsOf({ tx }: Context, account: string): MappingRecord[] {
  return [...tx.scan<MappingRecord>(within('lambda', account, 'mapping'))].map(([, mapping]) => mapping);
}

export function mappingsOfFunction(context: Context, account: string, functionName: string): MappingRecord[] {
  return mappingsOf(context, account).filter((mapping) => mapping.functionName === functionName);
}

export function mappingsOfSource(context: Context, eventSourceArn: string): MappingRecord[] {
  const mappings: MappingRecord[] = [];
  const prefix = key('lambda', accountOf(eventSourceArn), 'source', eventSourceArn);
  for (const [stored, account] of context.tx.scan<string>(
    within('lambda', accountOf(eventSourceArn), 'source', eventSourceArn),
  )) {
    const mapping = findMapping(context, account, stored.slice(prefix.length, -1));
    if (mapping !== undefined) mappings.push(mapping);
  }
  return mappings;
}

/** Notes how polling went, where that changed. */
export function noteResult(context: Context, mapping: MappingRecord, lastProcessingResult: string): void {
  const stored = findMapping(context, mapping.account, mapping.uuid);
  if (stored !== undefined && stored.lastProcessingResult !== lastProcessingResult)
    saveMapping(context, { ...stored, lastProcessingResult });
}

function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}
