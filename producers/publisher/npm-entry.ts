/** What other systems import as `orderlog/publisher`. */

export { busTransport, type BusTransportOptions } from '../../infra/aws/bus-transport.ts';
export { kinesisClient } from '../../infra/aws/kinesis-client.ts';
export { kinesisTransport, type KinesisTransportOptions } from '../../infra/aws/kinesis-transport.ts';
export type { Backoff } from './backoff.ts';
export type { Checked } from './check-event.ts';
export type { Accepted, Failed, Outcome, Refused } from './outcome.ts';
export {
  createPublisher,
  type PublishAllOptions,
  type Publisher,
  type PublisherOptions,
  type PublishOptions,
  type PublishProgress,
} from './publisher.ts';
export type { PublishResult } from './publish-result.ts';
export type { Encoded, SendOutcome, Transport } from './transport.ts';
export type { Problem } from '../../schemas/problem.ts';
export type { ReleasedEvent } from '../../schemas/released-event.ts';
