/** Small order logs for tests: a row is written as what it says. */

import { Readable } from 'node:stream';
import { openOcelLog, type OcelEvent } from '../../../../producers/importers/ocel-csv/ocel-log.ts';

const HEADER =
  'ocel:eid,ocel:activity,ocel:timestamp,ocel:type:customers,ocel:type:items,ocel:type:orders,ocel:type:packages,ocel:type:products,weight,price';

export interface Row {
  readonly activity: string;
  readonly eid?: string;
  readonly time?: string;
  readonly orders?: string;
  readonly items?: string;
  readonly parcels?: string;
  readonly price?: string;
}

/** The file of these rows; unless said otherwise a row's id is its number, and each is a minute after the one before. */
export function csv(...rows: readonly Row[]): string {
  const lines = rows.map((row, at) => {
    const { eid = `${at + 1}.0`, time = `2019-05-20 07:${String(at).padStart(2, '0')}:00.000Z`, activity } = row;
    const { orders = ' ', items = ' ', parcels = ' ', price = '10.0' } = row;
    return `${eid},${activity},${time}, ,"${items}","${orders}","${parcels}", ,1.0,${price}`;
  });
  return `${[HEADER, ...lines].join('\n')}\n`;
}

/** Everything an import of the text would publish. */
export async function eventsIn(text: string): Promise<OcelEvent[]> {
  const log = await openOcelLog(() => Readable.from([text]));
  return Array.fromAsync(log.events());
}

/** An order of two items, both picked. */
export const ORDER: readonly Row[] = [
  { activity: 'place order', orders: "['o1']", items: "['i1','i2']", price: '34.98' },
  { activity: 'pick item', items: "['i1']", price: '19.99' },
  { activity: 'pick item', items: "['i2']", price: '9.99' },
];
