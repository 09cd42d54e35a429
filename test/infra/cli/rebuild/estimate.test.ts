import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../../domain/ports/control-records.ts';
import { describeEstimate, estimateDocument } from '../../../../infra/cli/rebuild/describe-estimate.ts';
import { expectedRebuild } from '../../../../infra/cli/rebuild/expected-rebuild.ts';
import type { RebuildEstimate } from '../../../../projections/rebuild/rebuild-request.ts';

const ESTIMATE: RebuildEstimate = {
  archiveEvents: 1_000_000,
  logEvents: 1_000_000,
  logBytes: 1_024_000_000,
  waitsMs: { archive: 660_000, store: 60_000 },
  eventsPerSecond: 1_000,
};
const LAST: Outcome = { number: 1, fold: 1, result: 'served', endedMs: 0 };

describe('the expected cost', () => {
  it('from the store is two scans of the log, and the rows', () => {
    const { events, usd, uses } = expectedRebuild('store', ESTIMATE, undefined);
    expect(events).toBe(1_000_000);
    // 2 × 250,000 units for the log; 100,000 orders, read three times and written in a transaction.
    expect(uses).toMatchObject({ readUnit: 800_000, writeUnit: 400_000, replayedEvent: 0, queueRequest: 0 });
    const lambda = uses.gigabyteSecond * 0.0000133334 + uses.invocation * 0.0000002;
    expect(usd).toBeCloseTo(0.8 * 0.125 + 0.4 * 0.625 + lambda, 6);
  });

  it('from the archive adds the replay, its queue and its projector', () => {
    const store = expectedRebuild('store', ESTIMATE, undefined);
    const archive = expectedRebuild('archive', ESTIMATE, undefined);
    expect(archive.uses).toMatchObject({ replayedEvent: 1_000_000, queueRequest: 1_200_000, writeUnit: 4_000_000 });
    expect(archive.usd - store.usd).toBeGreaterThan(1 + 1.2 * 0.4 + 3.6 * 0.625);
  });

  it('goes by the rows there were', () => {
    const last: Outcome = { ...LAST, from: 'store', tookMs: 100_000, events: 500_000, rows: 5_000 };
    expect(expectedRebuild('store', ESTIMATE, last).uses.writeUnit).toBe(40_000);
  });
});

describe('the expected duration', () => {
  const unpaced: RebuildEstimate = { ...ESTIMATE, eventsPerSecond: 1_000_000 };

  it('is the waits, and the events at the pace of the last rebuild from there', () => {
    const last: Outcome = { ...LAST, from: 'store', tookMs: 70_000, events: 50_000, rows: 5_000 };
    expect(expectedRebuild('store', unpaced, last).seconds).toBe(60 + 1_000_000 / 5_000);
    expect(expectedRebuild('archive', unpaced, last).seconds).toBe(660 + 1_000_000 / 800);
  });

  it.each<[string, Partial<Outcome>]>([
    ['was too short to tell', { tookMs: 60_500, events: 50 }],
    ['was not completed', { result: 'cancelled', tookMs: 70_000, events: 50 }],
    ['does not tell its events', { tookMs: 70_000 }],
  ])('has a default where the last rebuild %s', (_, last) => {
    expect(expectedRebuild('store', unpaced, { ...LAST, from: 'store', ...last }).seconds).toBe(60 + 1_000_000 / 2_000);
  });

  it('is never shorter than two readings of the log at the pace it is read', () => {
    expect(expectedRebuild('store', ESTIMATE, undefined).seconds).toBe(60 + 2_000_000 / 1_000);
  });
});

it('is told for both sources, in units a person reads', () => {
  const text = describeEstimate(
    estimateDocument({ projection: 'order', revision: 1, newest: 1, removing: [] }, ESTIMATE),
  );
  expect(text).toMatch(/^order:\n {2}from the archive {2}1,000,000 events, about 45 min, about \$4\.\d\d on AWS\n/);
  expect(text).toMatch(/ {2}from the store {4}1,000,000 events, about 35 min, about \$0\.\d\d on AWS\n$/);
});

it('points out what the archive lacks', () => {
  const lacking = { ...ESTIMATE, archiveEvents: 999_000, logBytes: 0 };
  const document = estimateDocument({ projection: 'order', revision: 1, newest: 1, removing: [] }, lacking);
  expect(describeEstimate(document)).toContain("The archive lacks 1,000 of the log's events, about: --from store");
});
