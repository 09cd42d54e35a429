/** Lifts events of every released version to the newest: the log is never rewritten, so its readers do it. */

import type { NewestData, ReleasedData } from '../schemas/generated/event-data.ts';
import type { EventType, OrderEvent } from './order-event.ts';

/** A recorded event as the log holds it: valid when it was recorded, in whichever version was new then. */
export interface RecordedVersion {
  readonly type: string;
  readonly id: string;
  readonly source: string;
  readonly time: string;
  readonly dataschema: string;
  readonly sequence: number;
  readonly data: unknown;
}

type DataSchema = keyof ReleasedData;
type TypeOf<Schema extends DataSchema> = Schema extends `/schemas/${infer Type extends EventType}/${number}`
  ? Type
  : never;
type IsNewest<Schema extends DataSchema> = ReleasedData[Schema] extends NewestData[TypeOf<Schema>] ? true : false;
type OldSchema = { [Schema in DataSchema]: IsNewest<Schema> extends true ? never : Schema }[DataSchema];

/** From each version that is not the newest straight to the newest. A new version does not compile until it has one. */
const upcasters: { readonly [Schema in OldSchema]: (data: ReleasedData[Schema]) => NewestData[TypeOf<Schema>] } = {
  '/schemas/OrderCreated/1': ({ lines, shippingMinor }) => ({ currency: 'EUR', customer: null, lines, shippingMinor }),
};

/** The event in the newest version of its type; one that is the newest already, or unknown here, is returned as it is. */
export function upcast(event: RecordedVersion): OrderEvent {
  const data = isOld(event.dataschema) ? upcasters[event.dataschema](event.data as never) : event.data;
  return { ...event, data } as OrderEvent;
}

function isOld(dataschema: string): dataschema is OldSchema {
  return Object.hasOwn(upcasters, dataschema);
}
