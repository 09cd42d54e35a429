/** The event store and the read models as audits see them: read only, and whole. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LogEntry } from '../../domain/ports/event-store.ts';
import type { Generation, GenerationRows, ReadModel } from '../../domain/ports/read-model.ts';
import { foldOf, type Fold, type Projection } from '../../domain/projection.ts';
import type { AwsAccess } from './aws-access.ts';
import { dynamoEventLog } from './dynamo-event-log.ts';
import { dynamoEventStore, entryOf } from './dynamo-event-store.ts';
import { dynamoControlRecords } from './read-model/dynamo-control-records.ts';
import { dynamoReadModel } from './read-model/dynamo-read-model.ts';
import { scanTable } from './scan-table.ts';

/** The generation of a read model that is served. */
export interface ServedModel {
  readonly name: string;
  readonly generation: Generation;
  readonly fold: Fold;
  readonly readModel: ReadModel;
  readonly rows: GenerationRows;
}

export interface ReadTables {
  /** Every log, one after another, each by version; or those of one of so many segments. */
  readonly log: (segment?: Segment) => AsyncIterable<LogEntry>;
  /** The number of events, about. */
  readonly size: () => Promise<number>;
  /** The log of one order, after a version if told. */
  readonly logOf: (order: string, version?: number) => AsyncIterable<LogEntry>;
  readonly models: readonly ServedModel[];
  /** The names of read models of which no generation is served yet. */
  readonly unbuilt: readonly string[];
}

/** A part of the log by the hash of order ids. */
export interface Segment {
  readonly number: number;
  readonly of: number;
}

/** A projection, with the table its rows are in. */
export interface ProjectionTable {
  readonly projection: Projection;
  readonly table: string;
}

export interface TableNames {
  readonly eventStore: string;
  readonly control: string;
  readonly projections: readonly ProjectionTable[];
}

export async function readTables(access: AwsAccess, names: TableNames): Promise<ReadTables> {
  const client = new DynamoDBClient(access);
  const control = dynamoControlRecords(client, names.control);
  const models = await Promise.all(
    names.projections.map(async ({ projection, table }): Promise<ServedModel | undefined> => {
      const served = (await control.read(projection.name))?.served;
      if (served === undefined) return undefined;
      const fold = foldOf(projection, served.fold);
      const readModel = dynamoReadModel(client, table);
      const rows = readModel.rows(served, fold);
      return { name: projection.name, generation: served, fold, readModel, rows };
    }),
  );

  return {
    async *log(segment) {
      const part = segment && { Segment: segment.number, TotalSegments: segment.of };
      for await (const item of scanTable(client, { TableName: names.eventStore, ...part })) yield entryOf(item);
    },
    size: async () => (await dynamoEventLog(client, names.eventStore).size()).events,
    logOf: (order, version = 0) => dynamoEventStore(client, names.eventStore).after(order, version),
    models: models.filter((model) => model !== undefined),
    unbuilt: names.projections.filter((_, at) => models[at] === undefined).map(({ projection }) => projection.name),
  };
}
