/** Publishes over an EventBridge bus: each event one entry of PutEvents. The bus does not keep order. */

import { PutEventsCommand, type EventBridgeClient, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { SendOutcome, Transport } from '../../producers/publisher/transport.ts';
import { entryBytes, PUT_EVENTS_LIMITS } from './put-events-limits.ts';
import { requestFailure } from './request-failure.ts';

export interface BusTransportOptions {
  /** Give it `maxAttempts: 1`: the publisher tries again by itself, and only what failed. */
  readonly client: EventBridgeClient;
  readonly busName: string;
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html: all others are final. */
const RETRYABLE = new Set(['InternalFailure', 'InternalException', 'ThrottlingException']);

export function busTransport({ client, busName }: BusTransportOptions): Transport<PutEventsRequestEntry> {
  return {
    limits: PUT_EVENTS_LIMITS,
    keepsOrder: false,
    encode(event) {
      const entry = {
        EventBusName: busName,
        Source: event.source,
        DetailType: event.type,
        Detail: JSON.stringify(event),
        Time: new Date(event.time),
      };
      return { entry, bytes: entryBytes(entry) };
    },
    async send(entries, signal) {
      const command = new PutEventsCommand({ Entries: [...entries] });
      try {
        const { FailedEntryCount, Entries = [] } = await client.send(command, {
          ...(signal && { abortSignal: signal }),
        });
        if (FailedEntryCount === 0) return entries.map(() => ({ type: 'accepted' }));
        return Entries.map(({ ErrorCode, ErrorMessage = '' }) => outcomeOf(ErrorCode, ErrorMessage));
      } catch (error) {
        const failure = requestFailure(error);
        return entries.map(() => failure);
      }
    },
  };
}

function outcomeOf(code: string | undefined, message: string): SendOutcome {
  if (code === undefined) return { type: 'accepted' };
  return { type: RETRYABLE.has(code) ? 'retry' : 'refused', code, message };
}
