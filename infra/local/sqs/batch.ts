/** What batch operations share: limits on the whole, and entries that fail one by one. */

import { AwsError } from '../kernel/aws-error.ts';
import { prefixed } from './sqs-errors.ts';

const MOST = 10;

export interface BatchFailure {
  readonly Id: string;
  readonly SenderFault: boolean;
  readonly Code: string;
  readonly Message: string;
}

export interface BatchOutput<Success> {
  readonly Successful: readonly (Success & { readonly Id: string })[];
  readonly Failed?: readonly BatchFailure[];
}

interface Entry {
  readonly Id?: string;
}

/** The entries of a batch; refuses the whole if there are none or too many, or if their ids are not proper or distinct. */
export function batchEntries<E extends Entry>(given: readonly E[] | undefined, entryName: string): readonly E[] {
  const entries = given ?? [];
  if (entries.length === 0)
    throw prefixed('EmptyBatchRequest', `There should be at least one ${entryName} in the request.`);
  if (entries.length > MOST)
    throw prefixed(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${MOST}. You have sent ${entries.length}.`,
    );
  const ids = new Set<string>();
  for (const { Id = '' } of entries) {
    if (!/^[\w-]{1,80}$/.test(Id))
      throw prefixed(
        'InvalidBatchEntryId',
        'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
      );
    if (ids.has(Id)) throw prefixed('BatchEntryIdsNotDistinct', `Id ${Id} repeated.`);
    ids.add(Id);
  }
  return entries;
}

/** Runs each entry by itself; `work` refuses before it writes. */
export function eachEntry<E extends Entry, Success extends object>(
  entries: readonly E[],
  work: (entry: E, index: number) => Success,
): BatchOutput<Success> {
  const Successful: (Success & { Id: string })[] = [];
  const Failed: BatchFailure[] = [];
  for (const [index, entry] of entries.entries()) {
    const Id = entry.Id ?? '';
    try {
      Successful.push({ Id, ...work(entry, index) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({ Id, SenderFault: error.status < 500, Code: error.queryCode, Message: error.message });
    }
  }
  return Failed.length === 0 ? { Successful } : { Successful, Failed };
}
