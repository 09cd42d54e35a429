/** `AWS::Kinesis::Stream` of the template. */

import type { Context } from '../kernel/context.ts';
import type { ProvidedResource, ResourceProvider, TemplateResource } from '../kernel/service.ts';
import { scaleTo } from './reshard.ts';
import { checkRetention } from './retention-period.ts';
import { isOpen, type Shard } from './shard.ts';
import { checkMode, newStream, removeStream, type CreateStreamInput } from './stream-operations.ts';
import { findStream, saveStream, streamArn, type Stream } from './stream.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesis-stream.html */
export const streamProvider: ResourceProvider = {
  properties: [
    'Name',
    'ShardCount',
    'RetentionPeriodHours',
    'StreamModeDetails',
    'StreamEncryption',
    'Tags',
    'MaxRecordSizeInKiB',
  ],
  ignored: {
    DesiredShardLevelMetrics: 'one machine publishes no CloudWatch metrics',
    WarmThroughputMiBps: 'one machine has no capacity to reserve',
  },
  apply(context, resource) {
    const address = { account: context.caller.account, name: nameOf(resource) };
    const wanted = settings(resource);
    const stream = findStream(context, address) ?? newStream(context, address, wanted.created);
    delete stream.keyId;
    saveStream(context, { ...stream, ...wanted.updated, shards: scaled(context, stream, wanted.created.ShardCount) });
    return provided(context, stream);
  },
  remove(context, ref) {
    const stream = findStream(context, { account: context.caller.account, name: ref });
    if (stream !== undefined) removeStream(context, stream);
  },
};

function scaled(context: Context, { shards }: Stream, count: number | undefined): Shard[] {
  return count === undefined || count === shards.filter(isOpen).length ? shards : scaleTo(shards, count, context.now);
}

function nameOf({ properties, generatedName }: TemplateResource): string {
  const name: unknown = properties.Name;
  return typeof name === 'string' ? name : generatedName.slice(0, 128);
}

function settings({ properties }: TemplateResource) {
  const details = properties.StreamModeDetails as { readonly StreamMode: string } | undefined;
  const mode = checkMode(details?.StreamMode ?? (properties.ShardCount === undefined ? 'ON_DEMAND' : 'PROVISIONED'));
  const encryption = properties.StreamEncryption as { readonly KeyId: string } | undefined;
  const tags = (properties.Tags ?? []) as readonly { readonly Key: string; readonly Value: string }[];
  const retentionHours = Number(properties.RetentionPeriodHours ?? 24);
  checkRetention(retentionHours);
  const created: Omit<CreateStreamInput, 'StreamName'> = {
    StreamModeDetails: { StreamMode: mode },
    ...(mode === 'PROVISIONED' ? { ShardCount: Number(properties.ShardCount ?? 1) } : {}),
  };
  const updated: Partial<Stream> = {
    mode,
    retentionHours,
    tags: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])),
    maxRecordKiB: Number(properties.MaxRecordSizeInKiB ?? 1024),
    ...(encryption === undefined ? {} : { keyId: encryption.KeyId }),
  };
  return { created, updated };
}

function provided(context: Context, stream: Stream): ProvidedResource {
  const Arn = streamArn(stream, context.region);
  return { ref: stream.name, attributes: { Arn } };
}
