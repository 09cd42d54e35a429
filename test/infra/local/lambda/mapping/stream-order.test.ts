import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dataOf, streamRig, type StreamEvent } from './stream-rig.ts';

type Step =
  | { readonly type: 'put'; readonly key: number; readonly count: number }
  | { readonly type: 'run'; readonly failsAt: number }
  | { readonly type: 'wait'; readonly ms: number }
  | { readonly type: 'restart' }
  | { readonly type: 'parallelize'; readonly factor: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('put' as const), key: fc.nat(4), count: fc.integer({ min: 1, max: 6 }) }),
  },
  { weight: 8, arbitrary: fc.record({ type: fc.constant('run' as const), failsAt: fc.integer({ min: 0, max: 8 }) }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('wait' as const), ms: fc.nat(3000) }) },
  { weight: 1, arbitrary: fc.constant({ type: 'restart' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('parallelize' as const), factor: fc.integer({ min: 1, max: 4 }) }),
  },
);

const settings = fc.record({
  BatchSize: fc.integer({ min: 1, max: 7 }),
  ParallelizationFactor: fc.integer({ min: 1, max: 4 }),
  BisectBatchOnFunctionError: fc.boolean(),
  MaximumBatchingWindowInSeconds: fc.constantFrom(0, 0, 2),
  FunctionResponseTypes: fc.constantFrom([], ['ReportBatchItemFailures']),
});

/**
 * A batch fails at its record number `failsAt`, or not at all if it is shorter. A function that reports failures has
 * handled the records before; one that throws may have too, which order must survive: they count when first handled.
 */
it('handles every record at least once, and those of a key in order, whatever fails', () => {
  fc.assert(
    fc.property(settings, fc.array(step, { maxLength: 40 }), (mapping, steps) => {
      const rig = streamRig(mapping, { shards: 2 });
      const sent = new Map<string, number>();
      const handled = new Map<string, number>();
      const outOfOrder: string[] = [];
      let failsAt = Infinity;

      rig.on((event: StreamEvent) => {
        const records = event.Records.slice(0, failsAt);
        for (const text of dataOf({ Records: records })) {
          const [key = '', number] = text.split(':');
          const last = handled.get(key) ?? 0;
          if (Number(number) > last + 1) outOfOrder.push(text);
          handled.set(key, Math.max(last, Number(number)));
        }
        const failed = event.Records[failsAt];
        if (failed === undefined) return null;
        if (mapping.FunctionResponseTypes.length === 0) throw new Error('fails');
        return { batchItemFailures: [{ itemIdentifier: failed.kinesis.sequenceNumber }] };
      });

      const perform: { [Type in Step['type']]: (step: Extract<Step, { type: Type }>) => void } = {
        put({ key, count }) {
          for (let left = count; left > 0; left -= 1) {
            const next = (sent.get(`k${key}`) ?? 0) + 1;
            sent.set(`k${key}`, next);
            rig.put(`k${key}`, `k${key}:${next}`);
          }
        },
        run(run) {
          rig.advance(0);
          failsAt = run.failsAt;
          if (rig.pending.length > 0) rig.runNext();
        },
        wait: ({ ms }) => rig.advance(ms),
        restart: () => rig.restart(),
        parallelize: ({ factor }) =>
          rig.call('lambda', 'UpdateEventSourceMapping', { UUID: rig.UUID, ParallelizationFactor: factor }),
      };
      for (const one of steps) perform[one.type](one as never);

      failsAt = Infinity;
      rig.elapse(300_000);
      expect(outOfOrder).toEqual([]);
      expect(handled).toEqual(sent);
    }),
    { numRuns: 300 },
  );
});
