/** Which generations an event goes to, as the control record says; never by a record that is too old to go by. */

import type { ControlRecord, ControlRecords } from '../../domain/ports/control-records.ts';
import type { Generation, GenerationRows, ReadModel } from '../../domain/ports/read-model.ts';
import { foldOf, type Fold, type Projection } from '../../domain/projection.ts';

/** One generation to be kept up with the log. */
export interface Feed {
  readonly generation: Generation;
  readonly fold: Fold;
  readonly rows: GenerationRows;
}

/** The generations to feed, in this order, for as long as it is fresh. */
export interface Feeding {
  readonly feeds: readonly Feed[];
  /** Whether writes may still go by it. */
  readonly isFresh: () => boolean;
}

export interface FeedParts {
  readonly projection: Projection;
  readonly control: ControlRecords;
  readonly readModel: Pick<ReadModel, 'rows'>;
  /** Gives a read model its first record: see `begin`. */
  readonly begin: () => Promise<ControlRecord>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How long a record may be gone by; a rebuild waits for longer than that before it counts on what it wrote. */
  readonly controlGoodForMs: number;
}

/** What events are fed to: those of now to all generations, replayed ones only to what is under construction. */
export type Kind = 'live' | 'replayed';

/** Gives what to feed; reads the control record again where the one it went by has become too old. */
export function feedings(parts: FeedParts, kind: Kind): () => Promise<Feeding> {
  let latest: Promise<Feeding> | undefined;
  return async () => {
    const asked = latest;
    const known = await asked;
    if (known?.isFresh()) return known;
    // Of all who find it too old at the same moment, one reads.
    const anothers = latest === asked ? undefined : latest;
    latest = anothers ?? readFeeding(parts, kind);
    return latest;
  };
}

/**
 * The served generation comes last. So whatever it shows is in the others too, and a reader that is given another
 * generation, by a flip or by its rollback, never sees an older answer than before.
 */
async function readFeeding(parts: FeedParts, kind: Kind): Promise<Feeding> {
  const readMs = parts.now();
  const record = (await parts.control.read(parts.projection.name)) ?? (await parts.begin());
  const { building, previous, served } = record;
  const generations = kind === 'live' ? [building, previous, served] : [building];
  return {
    feeds: generations.filter((generation) => generation !== undefined).map((generation) => feedOf(parts, generation)),
    isFresh: () => parts.now() < readMs + parts.controlGoodForMs,
  };
}

export function feedOf(
  { projection, readModel }: Pick<FeedParts, 'projection' | 'readModel'>,
  { number, fold: version }: Generation,
): Feed {
  const generation = { number, fold: version };
  const fold = foldOf(projection, version);
  return { generation, fold, rows: readModel.rows(generation, fold) };
}
