/** What `rebuild --dry-run` tells of a read model. */

import type { ControlRecord } from '../../../domain/ports/control-records.ts';
import type { RebuildEstimate } from '../../../projections/rebuild/rebuild-request.ts';
import { expectedRebuild, type ExpectedRebuild } from './expected-rebuild.ts';

export interface EstimateDocument {
  readonly projection: string;
  /** Fewer than the log's: the archive does not hold them all. */
  readonly archiveEvents: number;
  readonly logEvents: number;
  readonly sources: readonly ExpectedRebuild[];
}

export function estimateDocument({ projection, last }: ControlRecord, estimate: RebuildEstimate): EstimateDocument {
  const { archiveEvents, logEvents } = estimate;
  const sources = (['archive', 'store'] as const).map((from) => expectedRebuild(from, estimate, last));
  return { projection, archiveEvents, logEvents, sources };
}

export function describeEstimate({ projection, archiveEvents, logEvents, sources }: EstimateDocument): string {
  const lines = sources.map(({ from, events, seconds, usd }) => {
    const size = `${events.toLocaleString('en')} events`;
    return `  from the ${from.padEnd(7)}  ${size}, about ${duration(seconds)}, ${dollars(usd)} on AWS\n`;
  });
  const lacking = logEvents - archiveEvents;
  const advice = `  The archive lacks ${lacking.toLocaleString('en')} of the log's events, about: --from store is the better way.\n`;
  return `${projection}:\n${lines.join('')}${lacking > 0 ? advice : ''}`;
}

/** Below everything: where the figures come from. */
export const ESTIMATE_NOTE =
  'List prices of us-east-1, for rows of up to 1 KB; the number of events may be some hours old on AWS.\n';

function duration(seconds: number): string {
  if (seconds < 120) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${(seconds / 3600).toFixed(1)} h`;
}

function dollars(usd: number): string {
  return usd < 0.01 ? 'less than $0.01' : `about $${usd.toFixed(2)}`;
}
