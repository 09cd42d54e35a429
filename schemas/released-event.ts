/** The type of a valid event, in any released version, as producers publish it. */

import type { ReleasedData } from './generated/event-data.ts';

/** The attributes of a CloudEvent 1.0 that all our events have (`CloudEvent/1.json`), but for type and data. */
export interface EventAttributes {
  readonly specversion: '1.0';
  /** With `source` unique for ever within an order. */
  readonly id: string;
  readonly source: string;
  /** The order's id. */
  readonly subject: string;
  /** When it happened: RFC 3339, UTC. */
  readonly time: string;
  readonly datacontenttype?: 'application/json';
  readonly correlationid?: string;
  readonly causationid?: string;
  readonly traceparent?: string;
}

type TypeOf<DataSchema> = DataSchema extends `/schemas/${infer Type}/${number}` ? Type : never;

export type ReleasedEvent = {
  [DataSchema in keyof ReleasedData]: EventAttributes & {
    readonly type: TypeOf<DataSchema>;
    readonly dataschema: DataSchema;
    readonly data: ReleasedData[DataSchema];
  };
}[keyof ReleasedData];
