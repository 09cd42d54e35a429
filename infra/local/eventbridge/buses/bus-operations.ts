/** Operations on event buses. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { addressOfBus, busArn } from '../arns.ts';
import { pageOf, type PageRequest } from '../paging.ts';
import { hasRules } from '../rules/rule-store.ts';
import { checkDeadLetterQueue } from '../targets/check-dead-letter-queue.ts';
import { tagsOf, type TagPair } from '../tags/tags.ts';
import { BUS_NAME_PATTERN, BUS_REFERENCE, checkStrings, invalid, refuseMembers } from '../validation.ts';
import { deleteBus, findBus, listBuses, putBus, requireBus, type Bus } from './bus-store.ts';

interface BusSettings {
  readonly Name: string;
  readonly Description?: string;
  readonly DeadLetterConfig?: { readonly Arn?: string };
  readonly Tags?: readonly TagPair[];
}

const UNSUPPORTED = ['EventSourceName', 'KmsKeyIdentifier', 'LogConfig'];
const LARGEST_NUMBER_OF_BUSES = 100;

export function createEventBus(context: Context, input: BusSettings) {
  checkStrings(input, { Name: { required: true, min: 1, max: 256, pattern: BUS_NAME_PATTERN }, ...DESCRIPTION });
  const { account } = context.caller;
  const arn = busArn(context.region, account, input.Name);
  context.authorize({ action: 'events:CreateEventBus', resource: arn });
  refuseMembers(input, UNSUPPORTED);
  checkDeadLetterQueue(input.DeadLetterConfig?.Arn);
  if (input.Name.includes('/')) throw invalid("Event bus name must not contain '/'.");
  if (findBus(context.tx, { account, name: input.Name }) !== undefined)
    throw new AwsError('ResourceAlreadyExistsException', `Event bus ${input.Name} already exists.`);
  if (listBuses(context.tx, account).length >= LARGEST_NUMBER_OF_BUSES)
    throw new AwsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
  const tags = tagsOf(input.Tags);
  putBus(context.tx, account, { ...settingsOf(input), tags, createdMs: context.now, modifiedMs: context.now });
  return { EventBusArn: arn, ...optionalMembers(input) };
}

export function updateEventBus(context: Context, input: Partial<BusSettings>) {
  checkStrings(input, DESCRIPTION);
  const address = addressOfBus(context, input.Name);
  context.authorize({ action: 'events:UpdateEventBus', resource: address.arn });
  refuseMembers(input, UNSUPPORTED);
  checkDeadLetterQueue(input.DeadLetterConfig?.Arn);
  const { tags, policy, createdMs = context.now } = requireBus(context.tx, address);
  const settings = settingsOf({ ...input, Name: address.name });
  const kept = { tags, createdMs, ...(policy && { policy }) };
  putBus(context.tx, address.account, { ...settings, ...kept, modifiedMs: context.now });
  return { Arn: address.arn, Name: address.name, ...optionalMembers(input) };
}

export function describeEventBus(context: Context, input: { readonly Name?: string }) {
  checkStrings(input, { Name: BUS_REFERENCE });
  const address = addressOfBus(context, input.Name);
  context.authorize({ action: 'events:DescribeEventBus', resource: address.arn });
  return described(context, address.account, requireBus(context.tx, address));
}

export function listEventBuses(context: Context, input: PageRequest & { readonly NamePrefix?: string }) {
  checkStrings(input, { NamePrefix: { min: 1, max: 256, pattern: BUS_NAME_PATTERN } });
  const { account } = context.caller;
  context.authorize({ action: 'events:ListEventBuses', resource: '*' });
  const buses = listBuses(context.tx, account).filter((bus) => bus.name.startsWith(input.NamePrefix ?? ''));
  const { items, ...next } = pageOf(buses, (bus) => bus.name, input);
  return { EventBuses: items.map((bus) => described(context, account, bus)), ...next };
}

/** Deleting a bus that does not exist succeeds. */
export function deleteEventBus(context: Context, input: { readonly Name: string }) {
  checkStrings(input, { Name: { required: true, min: 1, max: 256, pattern: BUS_NAME_PATTERN } });
  const address = addressOfBus(context, input.Name);
  context.authorize({ action: 'events:DeleteEventBus', resource: address.arn });
  if (address.name === 'default') throw invalid('Cannot delete event bus default.');
  if (hasRules(context.tx, address)) throw invalid("EventBus can't be deleted since it has rules.");
  deleteBus(context.tx, address.account, address.name);
  return {};
}

const DESCRIPTION = { Description: { max: 512 } };

function settingsOf(input: BusSettings): Pick<Bus, 'name' | 'description' | 'deadLetterArn'> {
  const deadLetterArn = input.DeadLetterConfig?.Arn;
  return {
    name: input.Name,
    ...(input.Description !== undefined && { description: input.Description }),
    ...(deadLetterArn !== undefined && { deadLetterArn }),
  };
}

function optionalMembers(input: Partial<BusSettings>) {
  const { Description, DeadLetterConfig } = input;
  return { ...(Description !== undefined && { Description }), ...(DeadLetterConfig && { DeadLetterConfig }) };
}

function described(context: Context, account: string, bus: Bus) {
  return {
    Name: bus.name,
    Arn: busArn(context.region, account, bus.name),
    ...(bus.description !== undefined && { Description: bus.description }),
    ...(bus.policy && { Policy: JSON.stringify(bus.policy) }),
    ...(bus.deadLetterArn !== undefined && { DeadLetterConfig: { Arn: bus.deadLetterArn } }),
    ...(bus.createdMs !== undefined && { CreationTime: bus.createdMs / 1000 }),
    ...(bus.modifiedMs !== undefined && { LastModifiedTime: bus.modifiedMs / 1000 }),
  };
}
