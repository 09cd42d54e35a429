import { describe, expect, it } from 'vitest';
import { csv, eventsIn, ORDER } from './csv.ts';

describe('an order log', () => {
  it('becomes CloudEvents of its orders', async () => {
    const [created, picked] = await eventsIn(csv(...ORDER));
    expect(created).toEqual({
      specversion: '1.0',
      id: 'ocel-1.0',
      source: 'ocel.import',
      type: 'OrderCreated',
      subject: 'o1',
      time: '2019-05-20T07:00:00.000Z',
      dataschema: '/schemas/OrderCreated/1',
      datacontenttype: 'application/json',
      data: {
        lines: [
          { id: 'i1', quantity: 1, unitMinor: 1999 },
          { id: 'i2', quantity: 1, unitMinor: 999 },
        ],
        shippingMinor: 500,
      },
    });
    expect(picked).toMatchObject({ type: 'ItemPicked', subject: 'o1', data: { lineId: 'i1' } });
  });

  it('tells each order of its own items in a parcel', async () => {
    const events = await eventsIn(
      csv(
        ...ORDER,
        { activity: 'place order', orders: "['o2']", items: "['i3']" },
        { activity: 'pick item', items: "['i3']" },
        { activity: 'create package', items: "['i3','i1']", parcels: "['p1']" },
        { activity: 'failed delivery', parcels: "['p1']" },
      ),
    );
    expect(events.slice(-4).map(({ id, subject, type, data }) => ({ id, subject, type, data }))).toEqual([
      { id: 'ocel-6.0', subject: 'o1', type: 'ParcelPacked', data: { parcelId: 'p1', lineIds: ['i1'] } },
      { id: 'ocel-6.0', subject: 'o2', type: 'ParcelPacked', data: { parcelId: 'p1', lineIds: ['i3'] } },
      { id: 'ocel-7.0', subject: 'o1', type: 'DeliveryFailed', data: { parcelId: 'p1' } },
      { id: 'ocel-7.0', subject: 'o2', type: 'DeliveryFailed', data: { parcelId: 'p1' } },
    ]);
  });

  it('takes a payment from its row', async () => {
    const events = await eventsIn(csv(...ORDER, { activity: 'pay order', orders: "['o1']", price: '34.98' }));
    expect(events.at(-1)?.data).toEqual({ paymentId: 'ocel-4.0', amountMinor: 3498, currency: 'EUR' });
  });

  it('puts events of one time in the order of their ids', async () => {
    const time = '2019-05-20 09:00:00.000Z';
    const paid = { activity: 'pay order', orders: "['o1']", time };
    const events = await eventsIn(csv(...ORDER, { ...paid, eid: '9.0' }, { ...paid, eid: '10.0' }));
    expect(events.slice(-2).map(({ id }) => id)).toEqual(['ocel-10.0', 'ocel-9.0']);
  });
});

describe('a file that cannot be imported', () => {
  it.each([
    ['empty', ''],
    ['nothing but a header', csv()],
  ])('is %s', async (_, text) => {
    await expect(eventsIn(text)).rejects.toThrow(/line 1: no row follows/);
  });

  const pick = { activity: 'pick item', items: "['i1']", price: '19.99' };
  it.each([
    ['no OCEL file', 'a,b\n1,2\n', /^line 1: lacks the columns ocel:eid, .*: the first line must name/],
    ['an unclosed quote', `${csv(...ORDER)}4.0,"pick item`, /^line \d+: Quote Not Closed.*: mend/],
    ['a missing cell', `${csv(...ORDER)}4.0,pick item\n`, /^line 5: Invalid Record Length.*: mend/],
    [
      'an unknown activity',
      csv({ activity: 'lose item' }),
      /^line 2, column ocel:activity: "lose item" is unknown: .*pay order/,
    ],
    [
      'a list that is none',
      csv({ ...pick, items: "['i1',2]" }),
      /^line 2, column ocel:type:items: .* no list of names: write/,
    ],
    [
      'a time in no zone',
      csv({ ...pick, time: '2019-05-20 07:00:00' }),
      /^line 2, column ocel:timestamp: .* no UTC time: write/,
    ],
    ['a day that does not exist', csv({ ...pick, time: '2019-02-31 07:00:00Z' }), /^line 2, column ocel:timestamp/],
    ['a price in words', csv({ ...pick, price: 'free' }), /^line 2, column price: "free" is no price: write/],
    ['no id', csv({ ...pick, eid: ' ' }), /^line 2, column ocel:eid: is blank/],
    ['an item nobody ordered', csv(pick), /^line 2: no order has item i1: add/],
    ['an item without a price', csv(ORDER[0]!), /^line 2: no row gives the price of item i1: add/],
    [
      'two prices of an item',
      csv(...ORDER, { ...pick, price: '1.0' }),
      /^line 5, column price: item i1 had another price/,
    ],
    ['an order placed twice', csv(...ORDER, ORDER[0]!), /^line 5: order o1 is placed a second time: remove/],
    [
      'an item in two orders',
      csv(...ORDER, { activity: 'place order', orders: "['o2']", items: "['i1']" }),
      /^line 5: item i1 is in order o1/,
    ],
    [
      'a parcel nobody packed',
      csv({ activity: 'send package', parcels: "['p1']" }),
      /^line 2: parcel p1 was never packed/,
    ],
    [
      'two orders on a row',
      csv({ activity: 'confirm order', orders: "['o1','o2']" }),
      /^line 2, column ocel:type:orders: names 2 objects/,
    ],
    ['one id twice', csv(...ORDER, { ...pick, eid: '2.0' }), /^line 5, column ocel:eid: 2.0 stands on another row/],
    [
      'rows out of order',
      csv(...ORDER, { ...pick, time: '2019-05-19 00:00:00Z' }),
      /^line 5, column ocel:timestamp: is earlier/,
    ],
  ])('says where and what to do: %s', async (_, text, message) => {
    await expect(eventsIn(text)).rejects.toMatchObject({
      code: 'BadInput',
      message: expect.stringMatching(message) as string,
    });
  });
});
