import { S3Client, type PutObjectCommand } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BusEvent } from '../../../domain/ports/event-bus.ts';
import type { Refusal } from '../../../domain/ports/quarantine.ts';
import { s3Quarantine } from '../../../infra/aws/s3-quarantine.ts';

interface Kept {
  readonly key: string;
  readonly announced: BusEvent | undefined;
}

async function keep(named: Partial<Refusal>): Promise<Kept> {
  const client = new S3Client({ region: 'us-east-1' });
  let key = '';
  let announced: BusEvent | undefined;
  client.send = (command: unknown) => {
    key = (command as PutObjectCommand).input.Key ?? '';
    return Promise.resolve({ $metadata: {} });
  };
  const put = async (events: readonly BusEvent[]): Promise<undefined[]> => {
    announced = events[0];
    return Promise.resolve(events.map(() => undefined));
  };
  await s3Quarantine({ client, bucket: 'quarantine', bus: { put } }).keep({
    reason: 'invalid',
    problems: [],
    raw: Buffer.from('{}'),
    arrivedTime: '2026-01-01T00:00:00.000Z',
    ...named,
  });
  return { key, announced };
}

test('an event is kept under its order, source and id', async () => {
  const { key } = await keep({ order: 'o 1', source: 'shop.checkout', id: 'a/b' });
  expect(key).toMatch(/^orders\/o%201\/shop\.checkout\/a%2Fb\/[0-9a-f]{16}\.json$/);
});

test('however an event is named, S3 takes the key and the bus the announcement', async () => {
  const name = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 128 }),
    fc.constantFrom('', '.', '..', '語'.repeat(128), '\uD800'.repeat(128)),
  );
  await fc.assert(
    fc.asyncProperty(name, name, name, async (order, source, id) => {
      const { key, announced } = await keep({ order, source, id });
      expect(Buffer.byteLength(key)).toBeLessThanOrEqual(1024);
      expect(key.split('/')).toHaveLength(5);
      expect(key.split('/').filter((part) => /^\.*$/.test(part))).toEqual([]);
      expect(JSON.stringify(announced)).not.toMatch(/\\ud[89a-f]/i);
    }),
  );
});

test('other long names have other keys', async () => {
  const [one, other] = ['語', '言'].map(async (character) =>
    keep({ order: character.repeat(128), source: 's', id: 'i' }),
  );
  expect((await one)?.key).not.toBe((await other)?.key);
});

test('an announcement stays small, whatever the problems point at', async () => {
  const problems = Array.from({ length: 40 }, () => ({ pointer: `/${'~1'.repeat(500_000)}`, message: 'is not known' }));
  const { announced } = await keep({ order: 'o', source: 's', id: 'i', problems });
  expect(JSON.stringify(announced).length).toBeLessThan(200_000);
});
