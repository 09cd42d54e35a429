/** Arbitrary events and histories of an order, for properties of whatever validates, folds or stores them. */

import fc from 'fast-check';
import type { OrderEvent } from '../../domain/order-event.ts';
import { upcast } from '../../domain/upcast.ts';
import type { ReleasedEvent } from '../../schemas/released-event.ts';
import { dataArbitraries, hostileIds } from './data-arbitraries.ts';

const orderIds = fc.oneof(fc.constantFrom(...hostileIds), fc.stringMatching(/^[A-Za-z0-9._:-]{1,12}$/), longest('o'));

const eventIds = fc.oneof(fc.uuid(), fc.stringMatching(/^[!-~]{1,8}$/), longest('e'));
const sources = fc.constantFrom('shop.checkout', 'psp.acme', 'carrier.acme', 'ocel.import');
/** Few instants, so that many are equal; any instant now and then; and not all in one spelling. */
const times = fc
  .oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 5 }).map((hour) => new Date(Date.UTC(2026, 0, 31, 20 + hour))) },
    { weight: 1, arbitrary: fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }) },
  )
  .chain((date) => fc.constantFrom(date.toISOString(), date.toISOString().replace('Z', '+00:00')));

type DataSchema = keyof typeof dataArbitraries;

/** A valid event of any released type and version, as a producer publishes it. */
export function releasedEvents(
  dataschemas = Object.keys(dataArbitraries) as DataSchema[],
): fc.Arbitrary<ReleasedEvent> {
  return fc.constantFrom(...dataschemas).chain((dataschema) =>
    fc.record(
      {
        specversion: fc.constant('1.0' as const),
        id: eventIds,
        source: sources,
        type: fc.constant(dataschema.split('/')[2] ?? ''),
        subject: orderIds,
        time: times,
        dataschema: fc.constant(dataschema),
        datacontenttype: fc.constant('application/json' as const),
        correlationid: eventIds,
        causationid: eventIds,
        traceparent: fc.constant('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'),
        data: dataArbitraries[dataschema] as fc.Arbitrary<ReleasedEvent['data']>,
      },
      { requiredKeys: ['specversion', 'id', 'source', 'type', 'subject', 'time', 'dataschema', 'data'] },
    ),
  ) as fc.Arbitrary<ReleasedEvent>;
}

/** The longest an id of an order or event may be. */
function longest(letter: string): fc.Arbitrary<string> {
  return fc.constant(letter.repeat(128));
}

/** The log of one order: valid events of any kind, each with its own identity, in versions 1, 2, 3 … */
export const histories: fc.Arbitrary<OrderEvent[]> = fc
  .uniqueArray(releasedEvents(), { selector: ({ source, id }) => `${source} ${id}`, maxLength: 30 })
  .map(recorded);

/** The events as the log of one order would give them to a fold. */
export function recorded(events: readonly ReleasedEvent[]): OrderEvent[] {
  const stored = JSON.parse(JSON.stringify(events)) as ReleasedEvent[];
  return stored.map((event, index) => upcast({ ...event, sequence: index + 1 }));
}

/** The same events as they might reach a fold: in any order, some of them several times. */
function deliveriesOf(history: readonly OrderEvent[]): fc.Arbitrary<OrderEvent[]> {
  if (history.length === 0) return fc.constant([]);
  return fc
    .array(fc.constantFrom(...history), { maxLength: 10 })
    .chain((again) => fc.shuffledSubarray([...history, ...again], { minLength: history.length + again.length }));
}

/** A history together with another way in which it might arrive. */
export const twoWays = histories.chain((history) => fc.tuple(fc.constant(history), deliveriesOf(history)));
