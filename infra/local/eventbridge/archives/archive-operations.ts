/** Operations on archives. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateArchive.html */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { addressOfBus, archiveArn, busArn } from '../arns.ts';
import { requireBus } from '../buses/bus-store.ts';
import { checkedPattern } from '../checked-pattern.ts';
import { pageOf, type PageRequest } from '../paging.ts';
import { checkNumber, checkStrings, invalid, NAME_PATTERN, refuseMembers, type StringRule } from '../validation.ts';
import {
  deleteArchiveRecord,
  findArchive,
  listAllArchives,
  putArchive,
  requireArchive,
  type Archive,
} from './archive-store.ts';
import { startRetention } from './archive-retention.ts';
import { deleteEvents } from './archived-events.ts';

interface ArchiveSettings {
  readonly ArchiveName: string;
  readonly Description?: string;
  readonly EventPattern?: string;
  readonly RetentionDays?: number;
}

const ARCHIVE_NAME: StringRule = { required: true, min: 1, max: 48, pattern: NAME_PATTERN };
const SETTINGS = { ArchiveName: ARCHIVE_NAME, Description: { max: 512 }, EventPattern: { max: 4096 } };
const LONGEST_RETENTION = 2 ** 31 - 1;

export function createArchive(context: Context, input: ArchiveSettings & { readonly EventSourceArn: string }) {
  checkStrings(input, { ...SETTINGS, EventSourceArn: { required: true, min: 1, max: 1600 } });
  const { account } = context.caller;
  authorize(context, 'events:CreateArchive', input.ArchiveName);
  context.authorize({ action: 'events:CreateArchive', resource: input.EventSourceArn });
  const bus = addressOfBus(context, input.EventSourceArn);
  if (bus.account !== account || !input.EventSourceArn.startsWith('arn:'))
    throw invalid(`Parameter ${input.EventSourceArn} is not valid. Reason: Provided Arn is not in correct format.`);
  requireBus(context.tx, bus);
  checkSettings(input);
  if (findArchive(context.tx, account, input.ArchiveName) !== undefined)
    throw new AwsError('ResourceAlreadyExistsException', `Archive ${input.ArchiveName} already exists.`);
  const counts = { createdMs: context.now, eventCount: 0, sizeBytes: 0 };
  const archive: Archive = {
    name: input.ArchiveName,
    bus: bus.name,
    retentionDays: 0,
    ...counts,
    ...settingsOf(input),
  };
  putArchive(context.tx, account, archive);
  startRetention(context, account, archive);
  return answered(context, archive);
}

/** Changes what the input gives and keeps the rest. */
export function updateArchive(context: Context, input: ArchiveSettings) {
  checkStrings(input, SETTINGS);
  const { account } = context.caller;
  authorize(context, 'events:UpdateArchive', input.ArchiveName);
  checkSettings(input);
  const before = requireArchive(context.tx, account, input.ArchiveName);
  const archive = { ...before, ...settingsOf(input) };
  putArchive(context.tx, account, archive);
  if (before.retentionDays === 0) startRetention(context, account, archive);
  return answered(context, archive);
}

export function describeArchive(context: Context, input: { readonly ArchiveName: string }) {
  checkStrings(input, { ArchiveName: ARCHIVE_NAME });
  authorize(context, 'events:DescribeArchive', input.ArchiveName);
  const archive = requireArchive(context.tx, context.caller.account, input.ArchiveName);
  return {
    ArchiveArn: archiveArn(context.region, context.caller.account, archive.name),
    ...listed(context, archive),
    ...(archive.description !== undefined && { Description: archive.description }),
    ...(archive.pattern !== undefined && { EventPattern: archive.pattern }),
  };
}

interface ListArchivesInput extends PageRequest {
  readonly NamePrefix?: string;
  readonly EventSourceArn?: string;
  readonly State?: string;
}

const STATES = ['ENABLED', 'DISABLED', 'CREATING', 'UPDATING', 'CREATE_FAILED', 'UPDATE_FAILED'];

export function listArchives(context: Context, input: ListArchivesInput) {
  checkStrings(input, {
    NamePrefix: { min: 1, max: 48, pattern: NAME_PATTERN },
    EventSourceArn: { min: 1, max: 1600 },
    State: { oneOf: STATES },
  });
  context.authorize({ action: 'events:ListArchives', resource: '*' });
  if ([input.NamePrefix, input.EventSourceArn, input.State].filter((filter) => filter !== undefined).length > 1)
    throw invalid('At most one filter is allowed for ListArchives. Use either : State, EventSourceArn, or NamePrefix.');
  const bus = input.EventSourceArn === undefined ? undefined : addressOfBus(context, input.EventSourceArn);
  if (bus !== undefined) requireBus(context.tx, bus);
  const archives = listAllArchives(context.tx, context.caller.account)
    .filter((archive) => archive.name.startsWith(input.NamePrefix ?? ''))
    .filter((archive) => bus === undefined || archive.bus === bus.name)
    .filter(() => input.State === undefined || input.State === 'ENABLED');
  const { items, ...next } = pageOf(archives, (archive) => archive.name, input);
  return { Archives: items.map((archive) => listed(context, archive)), ...next };
}

export function deleteArchive(context: Context, input: { readonly ArchiveName: string }) {
  checkStrings(input, { ArchiveName: ARCHIVE_NAME });
  authorize(context, 'events:DeleteArchive', input.ArchiveName);
  const { name } = requireArchive(context.tx, context.caller.account, input.ArchiveName);
  deleteArchiveRecord(context.tx, context.caller.account, name);
  deleteEvents(context.tx, context.caller.account, name);
  return {};
}

function authorize(context: Context, action: string, name: string): void {
  context.authorize({ action, resource: archiveArn(context.region, context.caller.account, name) });
}

function checkSettings(input: ArchiveSettings): void {
  refuseMembers(input, ['KmsKeyIdentifier']);
  checkNumber(input.RetentionDays, 'retentionDays', 0, LONGEST_RETENTION);
  if (input.EventPattern !== undefined) checkedPattern(input.EventPattern, `archive ${input.ArchiveName}`);
}

function settingsOf({ Description, EventPattern, RetentionDays }: ArchiveSettings): Partial<Archive> {
  return {
    ...(Description !== undefined && { description: Description }),
    ...(EventPattern !== undefined && { pattern: EventPattern }),
    ...(RetentionDays !== undefined && { retentionDays: RetentionDays }),
  };
}

function answered(context: Context, archive: Archive) {
  return {
    ArchiveArn: archiveArn(context.region, context.caller.account, archive.name),
    State: 'ENABLED',
    CreationTime: archive.createdMs / 1000,
  };
}

function listed(context: Context, archive: Archive) {
  return {
    ArchiveName: archive.name,
    EventSourceArn: busArn(context.region, context.caller.account, archive.bus),
    State: 'ENABLED',
    RetentionDays: archive.retentionDays,
    SizeBytes: archive.sizeBytes,
    EventCount: archive.eventCount,
    CreationTime: archive.createdMs / 1000,
  };
}
