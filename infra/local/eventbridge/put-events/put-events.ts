/** PutEvents: each entry is taken or refused on its own, within an answer that succeeds. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { uuid } from '../../kernel/engine.ts';
import { addressOfBus } from '../arns.ts';
import { findBus } from '../buses/bus-store.ts';
import { refuseMembers } from '../validation.ts';
import { busEvent } from './bus-event.ts';
import { checkEntries, entryError, parseDetail, type CompleteEntry, type Entry, type EntryError } from './entry.ts';
import { ingestion, type Ingestion } from './ingestion.ts';
import { putPermissions, type PutPermissions } from './put-permissions.ts';

type EntryResult = { readonly EventId: string } | EntryError;

/** A caller who may put none of the entries is refused altogether, one who may put some learns which. */
export function putEvents(
  context: Context,
  input: { readonly Entries?: readonly Entry[]; readonly EndpointId?: string },
) {
  const entries = input.Entries ?? [];
  const permissions = putPermissions(context, 'false');
  checkEntries(input.Entries);
  refuseMembers(input, ['EndpointId']);
  refuseIfNoneAllowed(context, entries, permissions);
  const ingested = ingestion(context);
  const results = entries.map((entry) => putEntry(context, entry, { permissions, ingested }));
  ingested.finish();
  return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
}

function refuseIfNoneAllowed(context: Context, entries: readonly Entry[], permissions: PutPermissions): void {
  const refusals = entries.map((entry) => permissions.refusal(addressOfBus(context, entry.EventBusName), entry));
  const [first] = refusals;
  if (first !== undefined && refusals.every((refusal) => refusal !== undefined))
    throw new AwsError(first.ErrorCode, first.ErrorMessage);
}

interface Put {
  readonly permissions: PutPermissions;
  readonly ingested: Ingestion;
}

function putEntry(context: Context, entry: Entry, { permissions, ingested }: Put): EntryResult {
  const bus = addressOfBus(context, entry.EventBusName);
  const error = entryError(entry) ?? permissions.refusal(bus, entry);
  if (error !== undefined) return error;
  const detail = parseDetail(entry.Detail ?? '');
  if (detail === undefined) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  const id = uuid(context.random);
  const { account } = context.caller;
  const event = busEvent(entry as CompleteEntry, detail, { id, account, region: context.region, now: context.now });
  // An event for a bus that does not exist is taken and dropped, as AWS does.
  if (findBus(context.tx, bus) !== undefined) ingested.accept(bus, event);
  return { EventId: id };
}
