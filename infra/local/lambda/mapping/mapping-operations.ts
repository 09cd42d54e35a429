/** The API of event source mappings. */

import type { Context } from '../../kernel/context.ts';
import { uuid as newUuid } from '../../kernel/engine.ts';
import { key, within } from '../../kernel/tuple-key.ts';
import { resolveVersion } from '../alias/alias-record.ts';
import { functionArn, parseFunctionName } from '../function/function-arn.ts';
import { conflict, notFound } from '../function/function-errors.ts';
import { findFunction, requireFunction, type FunctionRecord } from '../function/function-record.ts';
import { pageOf, type PageInput } from '../function/page.ts';
import { omit } from '../omit.ts';
import { discoverLanes, redistributeLanes } from './lane-discovery.ts';
import { findMapping, mappingsOf, removeMapping, saveMapping, type MappingRecord } from './mapping-record.ts';
import { mappingSettings, sourceTypeOf, type MappingInput } from './mapping-settings.ts';
import { describeMapping } from './mapping-description.ts';
import { cancelPoll, requestPoll } from './poll-schedule.ts';
import { streamSourceOf } from './stream-source-of.ts';

export function createEventSourceMapping(context: Context, input: MappingInput): unknown {
  const eventSourceArn = input.EventSourceArn ?? '';
  const sourceType = sourceTypeOf(input.EventSourceArn);
  const { record, reference } = requireFunction(context, input);
  authorizeMapping(context, 'CreateEventSourceMapping', record);
  resolveVersion(context, record, reference);
  const settings = mappingSettings(input, sourceType);
  const { qualifier, account, name: functionName } = reference;
  refuseDuplicate(context, account, functionName, eventSourceArn);
  const mapping: MappingRecord = {
    ...settings,
    uuid: newUuid(context.random),
    account,
    functionName,
    ...(qualifier === undefined ? {} : { qualifier }),
    eventSourceArn,
    lastModifiedMs: context.now,
    lastProcessingResult: 'No records processed',
    tags: input.Tags ?? {},
  };
  addMapping(context, mapping, record);
  return { ...describeMapping(context, mapping), State: mapping.enabled ? 'Creating' : 'Disabled' };
}

/** Saves a new mapping, and fixes now where in a stream it begins. */
export function addMapping(context: Context, mapping: MappingRecord, record: FunctionRecord): void {
  if (mapping.sourceType !== 'sqs') discoverLanes(context, mapping, streamSourceOf(context, mapping, record));
  saveMapping(context, mapping);
  if (mapping.enabled) requestPoll(context, mapping, context.now);
}

export function getEventSourceMapping(context: Context, { UUID }: { UUID: string }): unknown {
  const mapping = requireMapping(context, UUID, 'GetEventSourceMapping');
  return describeMapping(context, mapping);
}

export function listEventSourceMappings(
  context: Context,
  input: PageInput & { EventSourceArn?: string; FunctionName?: string },
): unknown {
  context.authorize({ action: 'lambda:ListEventSourceMappings', resource: '*' });
  const { account } = context.caller;
  const name = input.FunctionName === undefined ? undefined : parseFunctionName(input.FunctionName, account).name;
  const all = mappingsOf(context, account)
    .filter(({ eventSourceArn }) => input.EventSourceArn === undefined || eventSourceArn === input.EventSourceArn)
    .filter(({ functionName }) => name === undefined || functionName === name);
  const { items, ...next } = pageOf(all, input, 100);
  return { EventSourceMappings: items.map((mapping) => describeMapping(context, mapping)), ...next };
}

export function updateEventSourceMapping(context: Context, input: MappingInput & { UUID: string }): unknown {
  const former = requireMapping(context, input.UUID, 'UpdateEventSourceMapping');
  const changed = changeMapping(context, former, input);
  return { ...describeMapping(context, changed), State: changed.enabled ? 'Updating' : 'Disabling' };
}

export function changeMapping(context: Context, former: MappingRecord, input: MappingInput): MappingRecord {
  const settings = mappingSettings(input, former.sourceType, former);
  const target = input.FunctionName === undefined ? undefined : requireFunction(context, input);
  const { startingPosition, startingTimestamp } = former;
  const qualifier = target === undefined ? former.qualifier : target.reference.qualifier;
  const changed: MappingRecord = {
    ...omit(former, 'qualifier', 'onFailure', 'maximumConcurrency'),
    ...settings,
    // A mapping that has begun stays where it is.
    ...(startingPosition === undefined ? {} : { startingPosition }),
    ...(startingTimestamp === undefined ? {} : { startingTimestamp }),
    ...(target === undefined ? {} : { functionName: target.record.name }),
    ...(qualifier === undefined ? {} : { qualifier }),
    lastModifiedMs: context.now,
  };
  saveMapping(context, changed);
  if (changed.parallelizationFactor !== former.parallelizationFactor) redistributeLanes(context, changed);
  if (changed.enabled) requestPoll(context, changed, context.now);
  return changed;
}

export function deleteEventSourceMapping(context: Context, { UUID }: { UUID: string }): unknown {
  const mapping = requireMapping(context, UUID, 'DeleteEventSourceMapping');
  dropMapping(context, mapping);
  return { ...describeMapping(context, mapping), State: 'Deleting' };
}

export function dropMapping(context: Context, mapping: MappingRecord): void {
  cancelPoll(context, mapping);
  removeMapping(context, mapping);
  const { account, uuid } = mapping;
  context.tx.delete(key('lambda', account, 'buffer', uuid));
  context.tx.delete(key('lambda', account, 'queue-batches', uuid));
  for (const kind of ['lane', 'buffered'])
    for (const [entry] of context.tx.scan(within('lambda', account, kind, uuid))) context.tx.delete(entry);
}

function requireMapping(context: Context, uuid: string, action: string): MappingRecord {
  const mapping = findMapping(context, context.caller.account, uuid);
  if (mapping === undefined) throw notFound();
  authorizeMapping(context, action, findFunction(context, mapping.account, mapping.functionName));
  return mapping;
}

function authorizeMapping(context: Context, action: string, record: FunctionRecord | undefined): void {
  const conditions =
    record === undefined
      ? {}
      : { 'lambda:FunctionArn': functionArn(context.region, { ...record, qualifier: undefined }) };
  context.authorize({ action: `lambda:${action}`, resource: '*', conditions });
}

function refuseDuplicate(context: Context, account: string, functionName: string, source: string): void {
  const existing = mappingsOf(context, account).find(
    (mapping) => mapping.functionName === functionName && mapping.eventSourceArn === source,
  );
  if (existing === undefined) return;
  throw conflict(
    `The event source arn (" ${source} ") and function (" ${functionName} ") provided mapping already exists. Please update or delete the existing mapping with UUID ${existing.uuid}`,
  );
}
