/** Loads rows of which some may be so broken that they cannot even be read: an audit must name those, not end. */

import { isUnavailable } from '../../../domain/ports/port-error.ts';

interface Row {
  readonly version: number;
  readonly content: unknown;
}

type Load = (orders: readonly string[]) => Promise<ReadonlyMap<string, Row>>;

/** A row that cannot be read has no version, and as its content why. Rejects with `Unavailable` as `load` does. */
export async function loadReadable(load: Load, orders: readonly string[]): Promise<ReadonlyMap<string, Row>> {
  try {
    return await load(orders);
  } catch (error) {
    if (isUnavailable(error)) throw error;
    const [only] = orders;
    if (only !== undefined && orders.length === 1) {
      return new Map([[only, { version: NaN, content: `unreadable: ${String(error)}` }]]);
    }
    const rows = await Promise.all(orders.map((order) => loadReadable(load, [order])));
    return new Map(rows.flatMap((one) => [...one]));
  }
}
