/** Publishes straight into a Kinesis stream: each event one record, partitioned by order, which keeps their order. */

import { PutRecordsCommand, type KinesisClient, type PutRecordsRequestEntry } from '@aws-sdk/client-kinesis';
import type { SendOutcome, Transport } from '../../producers/publisher/transport.ts';
import { requestFailure } from './request-failure.ts';

export interface KinesisTransportOptions {
  /** `kinesisClient()` makes one. Give it `maxAttempts: 1`: the publisher tries again by itself, and only what failed. */
  readonly client: KinesisClient;
  readonly streamName: string;
}

/** A request's bytes include its partition keys: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html */
const LIMITS = { entries: 500, bytes: 5_000_000 };

export function kinesisTransport({ client, streamName }: KinesisTransportOptions): Transport<PutRecordsRequestEntry> {
  return {
    limits: LIMITS,
    keepsOrder: true,
    encode(event) {
      const entry = { PartitionKey: event.subject, Data: Buffer.from(JSON.stringify(event)) };
      return { entry, bytes: entry.Data.byteLength + Buffer.byteLength(entry.PartitionKey) };
    },
    async send(entries, signal) {
      const command = new PutRecordsCommand({ StreamName: streamName, Records: [...entries] });
      try {
        const { FailedRecordCount, Records = [] } = await client.send(command, {
          ...(signal && { abortSignal: signal }),
        });
        if (FailedRecordCount === 0) return entries.map(() => ({ type: 'accepted' }));
        return Records.map(({ ErrorCode, ErrorMessage = '' }) => outcomeOf(ErrorCode, ErrorMessage));
      } catch (error) {
        const failure = requestFailure(error);
        return entries.map(() => failure);
      }
    },
  };
}

/** A record fails alone only for reasons that pass: throttling and internal failures. */
function outcomeOf(code: string | undefined, message: string): SendOutcome {
  return code === undefined ? { type: 'accepted' } : { type: 'retry', code, message };
}
