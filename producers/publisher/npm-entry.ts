/** What other systems import as `orderlog/publisher`. */

export { busTransport, type BusTransportOptions } from '../../infra/aws/bus-transport.ts';
export { kinesisClient } from '../../infra/aws/kinesis-client.ts';
export { kinesisTransport, type KinesisTransportOptions } from '../../infra/aws/kinesis-transport.ts';
export type { Backoff } from './backoff.ts';
export type { Checked, OrderEvent, Problem } from './check-event.ts';
export type { Accepted, Failed, Outcome, Refused } from './outcome.ts';
export {
  createPublisher,
  type PublishAllOptions,
  type Publisher,
  type PublisherOptions,
  type PublishOptions,
  type PublishProgress,
  type PublishResult,
} from './publisher.ts';
export type { Encoded, SendOutcome, Transport } from './transport.ts';
