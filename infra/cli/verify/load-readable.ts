/** Loads rows of which some may be so broken that they cannot even be read: an audit must name those, not end. */

import { isUnavailable } from '../../../domain/ports/port-error.ts';
import type { Row } from '../../../domain/ports/read-model.ts';

type Load = (orders: readonly string[]) => Promise<ReadonlyMap<string, Row>>;

/** What there is instead of a row that cannot be read. */
export interface Unreadable {
  readonly unreadable: string;
}

/** Rejects with `Unavailable` as `load` does. */
export async function loadReadable(
  load: Load,
  orders: readonly string[],
): Promise<ReadonlyMap<string, Row | Unreadable>> {
  try {
    return await load(orders);
  } catch (error) {
    if (isUnavailable(error)) throw error;
    const [only] = orders;
    if (only !== undefined && orders.length === 1) return new Map([[only, { unreadable: String(error) }]]);
    const rows = await Promise.all(orders.map((order) => loadReadable(load, [order])));
    return new Map(rows.flatMap((one) => [...one]));
  }
}
