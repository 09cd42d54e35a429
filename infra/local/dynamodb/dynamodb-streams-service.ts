/** DynamoDB Streams: what changed in tables, for a day. */

import type { Service } from '../kernel/service.ts';
import { dynamodbProtocol } from './dynamodb-protocol.ts';
import { streamOperations } from './streams/stream-operations.ts';

/** The service `dynamodbstreams`. Its state is DynamoDB's own. */
export function dynamodbStreamsService(): Service {
  return { name: 'dynamodbstreams', operations: streamOperations, ...dynamodbProtocol(streamOperations) };
}
