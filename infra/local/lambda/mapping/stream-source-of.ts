/** The stream a mapping reads. */

import type { Context } from '../../kernel/context.ts';
import type { FunctionRecord } from '../function/function-record.ts';
import { roleCaller } from '../invoke/destination.ts';
import { dynamodbSource } from './dynamodb-source.ts';
import { kinesisSource } from './kinesis-source.ts';
import type { MappingRecord } from './mapping-record.ts';
import type { StreamSource } from './stream-source.ts';

export function streamSourceOf(context: Context, mapping: MappingRecord, record: FunctionRecord): StreamSource {
  const source = mapping.sourceType === 'kinesis' ? kinesisSource : dynamodbSource;
  return source(context, mapping.eventSourceArn, roleCaller(record));
}
