import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvents } from '../../../infra/cli/read-events.ts';

function read(text: string): Promise<unknown[]> {
  const bytes = Buffer.from(text);
  const half = Math.floor(bytes.length / 2);
  return Array.fromAsync(readEvents(Readable.from([bytes.subarray(0, half), bytes.subarray(half)])));
}

const object = fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.parse(JSON.stringify(value)) as object);

describe('events are read the same', () => {
  it.each<[string, (events: readonly object[]) => string]>([
    ['as an array', (events) => JSON.stringify(events)],
    ['as a pretty array', (events) => JSON.stringify(events, null, 2)],
    ['one a line', (events) => events.map((event) => JSON.stringify(event)).join('\n')],
    [
      'one a line, from Windows',
      (events) => `\uFEFF${events.map((event) => `${JSON.stringify(event)}\r\n`).join('\r\n')}`,
    ],
  ])('%s', async (_, write) => {
    const some = fc.array(object, { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(some, async (events) => {
        expect(await read(write(events))).toEqual(events);
      }),
    );
  });

  it('alone', async () => {
    await fc.assert(
      fc.asyncProperty(object, async (event) => {
        expect(await read(JSON.stringify(event))).toEqual([event]);
        expect(await read(JSON.stringify(event, null, 2))).toEqual([event]);
      }),
    );
  });
});

it('reads nothing from nothing', async () => expect(await read('\n \n')).toEqual([]));

it.each([
  ['{"a":1}\n{"a":', 'line 2 is not JSON: send one CloudEvent a line.'],
  ['hello', 'the input is not JSON'],
  ['[{"a":1},', 'the input is not JSON'],
])('says where %j is wrong', async (text, message) => {
  await expect(read(text)).rejects.toMatchObject({
    code: 'Failed',
    message: expect.stringContaining(message) as string,
  });
});
