import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeOrder } from '../../domain/order/describe-order.ts';
import { eventTypes } from '../../schemas/generated/event-types.ts';
import { validateEvent } from '../../schemas/validate-event.ts';
import { recorded, releasedEvents } from '../domain/arbitraries.ts';
import { fold } from '../domain/story.ts';
import { brokenEvents } from './broken-events.ts';
import { example } from './example.ts';

const released = Object.entries(eventTypes).flatMap(([type, versions]) =>
  versions.map((version) => ({ type, version })),
);

describe('a valid event', () => {
  test.each(released)('is the example of $type $version', ({ type, version }) => {
    const event = example(type, version);
    expect(validateEvent(event)).toEqual({ ok: true, event });
    expect(event).toMatchObject({ type, dataschema: `/schemas/${type}/${version}` });
  });

  test('is every event that the schemas allow', () => {
    fc.assert(
      fc.property(releasedEvents(), (event) => {
        expect(validateEvent(event)).toEqual({ ok: true, event });
      }),
      { numRuns: 500 },
    );
  });

  test('is returned itself; members that are undefined count as absent', () => {
    const event = { ...example('OrderConfirmed', 1), causationid: undefined };
    const validation = validateEvent(event);
    expect(validation.ok && validation.event).toBe(event);
  });
});

describe('anything at all', () => {
  test('is answered with up to 20 problems that say where and what', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
        (value) => {
          const validation = validateEvent(value);
          if (validation.ok) throw new Error('that was no event');
          expect(validation.problems.length).toBeGreaterThan(0);
          expect(validation.problems.length).toBeLessThanOrEqual(20);
          for (const { pointer, message } of validation.problems) {
            expect(pointer).toMatch(/^(\/.*)?$/su);
            expect(message).not.toBe('');
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('that passes can be folded and described', () => {
    let passed = 0;
    fc.assert(
      fc.property(brokenEvents, (text) => {
        const validation = validateEvent(JSON.parse(text));
        if (!validation.ok) return;
        passed += 1;
        expect(describeOrder(fold(recorded([validation.event]))).version).toBe(1);
      }),
      { numRuns: 1000 },
    );
    expect(passed).toBeGreaterThan(0);
  });
});
