/** A function fed by a Kinesis stream. */

import { lambdaRig, type LambdaRig } from '../lambda-rig.ts';

export const STREAM_ARN = 'arn:aws:kinesis:us-east-1:000000000000:stream/intake';

export interface StreamEvent {
  readonly Records: readonly {
    readonly kinesis: { readonly data: string; readonly partitionKey: string; readonly sequenceNumber: string };
    readonly [member: string]: unknown;
  }[];
}

export interface StreamRig extends LambdaRig {
  readonly UUID: string;
  put(partitionKey: string, ...data: string[]): void;
  /** The data of every batch so far. */
  batches(): string[][];
}

export function streamRig(
  mapping: Record<string, unknown> = {},
  { shards = 1, before = [] as readonly string[], rig = lambdaRig() } = {},
): StreamRig {
  rig.call('kinesis', 'CreateStream', { StreamName: 'intake', ShardCount: shards });
  rig.settle();
  const put = (PartitionKey: string, ...data: string[]): void => {
    for (const text of data) {
      const Data = Buffer.from(text).toString('base64');
      rig.call('kinesis', 'PutRecord', { StreamName: 'intake', PartitionKey, Data });
    }
  };
  put('k', ...before);
  rig.createFunction();
  const { UUID } = rig.call<{ UUID: string }>('lambda', 'CreateEventSourceMapping', {
    FunctionName: 'fn',
    EventSourceArn: STREAM_ARN,
    StartingPosition: 'TRIM_HORIZON',
    ...mapping,
  });
  return { ...rig, UUID, put, batches: () => (rig.events as StreamEvent[]).map(dataOf) };
}

export function dataOf({ Records }: StreamEvent): string[] {
  return Records.map(({ kinesis }) => Buffer.from(kinesis.data, 'base64').toString('utf8'));
}
