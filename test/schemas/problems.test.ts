import { describe, expect, test } from 'vitest';
import { validateEvent } from '../../schemas/validate-event.ts';
import { example } from './example.ts';

const order = example('OrderCreated', 2);
const line = { id: '1', quantity: 1, unitMinor: 1 };

/** Parsed, so that `__proto__` is a member like any other. */
function problemsOf(event: object, ...more: string[]): unknown {
  const text = JSON.stringify(event).replace(/\}$/, [...more.map((member) => `,${member}`), '}'].join(''));
  const validation = validateEvent(JSON.parse(text));
  return validation.ok ? [] : validation.problems.map(({ pointer, message }) => `${pointer} ${message}`);
}

const withData = (change: object) => ({ ...order, data: { ...order.data, ...change } });

describe('every problem is named at once', () => {
  test('in envelope and data', () => {
    const broken = withData({ currency: 'euro', lines: [{ ...line, quantity: 0 }], note: 'x' });
    expect(problemsOf({ ...broken, id: undefined, time: '2026-02-30T00:00:00Z', source: 'a b' })).toEqual([
      '/id is missing',
      '/source must be 1 to 128 of a-z A-Z 0-9 . _ : / -, such as shop.checkout',
      '/time must be an RFC 3339 time in UTC that exists, such as 2026-01-31T09:30:00Z',
      '/data/note is not known here: leave it out',
      '/data/currency must be an ISO 4217 code: three capital letters, such as EUR',
      '/data/lines/0/quantity must be 1 or more',
    ]);
  });

  test('but no more than 20', () => {
    expect(problemsOf(withData({ lines: Array(400).fill({}) }))).toHaveLength(20);
  });
});

describe('the message says what to do', () => {
  test.each([
    [{ sequence: 1 }, '/sequence is set by the recorder: leave it out'],
    [{ recordedtime: '2026-01-31T09:30:00Z' }, '/recordedtime is set by the recorder: leave it out'],
    [{ 'a/b~c': 1 }, '/a~1b~0c is not known here: leave it out'],
    [{ subject: 'order 1' }, '/subject must be 1 to 128 of A-Z a-z 0-9 . _ : -'],
    [{ subject: 'x'.repeat(129) }, '/subject must be 1 to 128 of A-Z a-z 0-9 . _ : -'],
    [{ subject: 7 }, '/subject must be string'],
    [{ specversion: '0.3' }, '/specversion must be "1.0"'],
    [{ datacontenttype: 'text/plain' }, '/datacontenttype must be "application/json"'],
    [{ traceparent: 'x' }, '/traceparent must be a W3C trace context, such as 00-<32 hex digits>-<16 hex digits>-01'],
  ])('about the envelope: %j', (change, problem) => {
    expect(problemsOf({ ...order, ...change })).toEqual([problem]);
  });

  test.each([
    [{ lines: [] }, '/data/lines must have at least 1 items'],
    [
      { lines: Array.from({ length: 501 }, (_, id) => ({ ...line, id: String(id) })) },
      '/data/lines must have at most 500 items',
    ],
    [{ lines: [line, line] }, '/data/lines/1/id must differ from the ids of the lines before it'],
    [{ lines: [{ ...line, unitMinor: 12.5 }] }, '/data/lines/0/unitMinor must be integer'],
    [{ lines: [{ ...line, unitMinor: -1 }] }, '/data/lines/0/unitMinor must be 0 or more'],
    [
      { lines: [{ ...line, unitMinor: 1e10, quantity: 101 }] },
      '/data must have a total of at most 1000000000000 minor units',
    ],
    [{ customer: 'ada' }, '/data/customer must be object or null'],
    [
      { customer: { id: 'ada', email: 'ada@' } },
      '/data/customer/email must be an e-mail address, such as ada@example.com',
    ],
    [{ customer: { id: 'ada', name: '😀'.repeat(201) } }, '/data/customer/name must have at most 200 characters'],
    [{ customer: { id: 'ada', name: '\ud800' } }, '/data/customer/name must not contain half a surrogate pair'],
  ])('about the data: %#', (change, problem) => {
    expect(problemsOf(withData(change))).toEqual([problem]);
  });

  test('counts characters, not UTF-16 units', () => {
    expect(problemsOf(withData({ customer: { id: 'ada', name: '😀'.repeat(200) } }))).toEqual([]);
  });

  test('about lists and choices', () => {
    const parcel = example('ParcelPacked', 1);
    expect(problemsOf({ ...parcel, data: { parcelId: 'p', lineIds: ['a', 'b', 'a'] } })).toEqual([
      '/data/lineIds must name each item once: items 0 and 2 are equal',
    ]);
    const image = example('ImageUploaded', 1);
    expect(problemsOf({ ...image, data: { ...image.data, format: 'heic' } })).toEqual([
      '/data/format must be one of ["jpeg","png","webp","avif","gif"]',
    ]);
  });

  test('about members that mean something to JavaScript', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      expect(problemsOf(order, `"${name}":{"id":"x"}`)).toEqual([`/${name} is not known here: leave it out`]);
    }
  });
});
