/** The buckets and the log around an intake, in memory; any of its effects can be made the last one before a crash. */

import { hash } from 'node:crypto';
import { imageIntake } from '../../../producers/images/image-intake.ts';
import type { PictureStore } from '../../../producers/images/picture-store.ts';
import type { Upload, UploadRef, UploadStore } from '../../../producers/images/upload-store.ts';
import { checkEvent } from '../../../producers/publisher/check-event.ts';
import type { ReleasedEvent } from '../../../schemas/released-event.ts';
import { sameContent } from '../../../domain/same-content.ts';

interface StoredObject {
  readonly content: Buffer;
  readonly metadata: Readonly<Record<string, string>>;
  readonly lastModified: string;
}

class Crash extends Error {}

export function intakeWorld() {
  const uploaded = new Map<string, StoredObject>();
  const pictures = new Map<string, string>();
  const events = new Map<string, ReleasedEvent>();
  let [clock, effects, crashAfter, read] = [Date.UTC(2026, 0, 31), 0, Infinity, 0];

  /** Counts an effect; the one at which it crashes happens half of the times. */
  async function effect<T>(happen: () => T): Promise<T> {
    effects += 0.5;
    if (effects > crashAfter) throw new Crash();
    const result = happen();
    effects += 0.5;
    if (effects > crashAfter) throw new Crash();
    return result;
  }

  const stillThere = ({ ref, etag }: Upload): StoredObject | undefined => {
    const object = uploaded.get(ref.key);
    return object && etagOf(object) === etag ? object : undefined;
  };

  const uploads: UploadStore = {
    async read(ref, maxBytes) {
      read += 1;
      const object = uploaded.get(ref.key);
      if (object === undefined) return undefined;
      const { metadata, lastModified, content } = object;
      const whole = content.length <= maxBytes ? content : undefined;
      return { ref, etag: etagOf(object), lastModified, bytes: content.length, metadata, content: whole };
    },
    copyToQuarantine: (upload, key, reasons) =>
      effect(() => {
        const object = stillThere(upload);
        if (object)
          uploaded.set(key, { ...object, metadata: { ...object.metadata, reasons: JSON.stringify(reasons) } });
        return object !== undefined;
      }),
    remove: (upload) => effect(() => void (stillThere(upload) && uploaded.delete(upload.ref.key))),
  };

  const store: PictureStore = {
    putPicture: (key, content) => effect(() => void pictures.set(key, hash('sha256', content))),
    readJson: async (key) => pictures.get(key),
    putJsonOnce: (key, text) => effect(() => insert(pictures, key, text)),
  };

  const publisher = {
    publish: (batch: readonly ReleasedEvent[]) =>
      effect(() => {
        for (const event of batch) {
          const checked = checkEvent(JSON.parse(JSON.stringify(event)));
          if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
          const known = events.get(event.id);
          if (known && !sameContent(known, event)) throw new Error(`${event.id} was used twice`);
          events.set(event.id, event);
        }
        return { accepted: [], refused: [], failed: [] };
      }),
  };

  const takeIn = imageIntake({ uploads, pictures: store, publisher, maxBytes: 1 << 20 });

  return {
    uploads,
    uploaded,
    pictures,
    events,
    reads: () => read,
    upload(key: string, content: Buffer, metadata: Readonly<Record<string, string>> = { kind: 'damage' }): UploadRef {
      uploaded.set(key, { content, metadata, lastModified: new Date((clock += 60_000)).toISOString() });
      return { key };
    },
    takeIn: (...refs: UploadRef[]) => takeIn(refs),
    /** Takes in with a crash after so many effects and halves of them; true if it came to it. */
    async crash(after: number, ...refs: UploadRef[]): Promise<boolean> {
      [effects, crashAfter] = [0, after];
      const intakes = await takeIn(refs);
      crashAfter = Infinity;
      return intakes.some((intake) => intake.type === 'failed' && intake.cause instanceof Crash);
    },
    /** Everything that anyone could see. */
    state: () => ({ uploaded: sorted(uploaded), pictures: sorted(pictures), events: sorted(events) }),
  };
}

function insert(map: Map<string, string>, key: string, text: string): string {
  const there = map.get(key);
  if (there === undefined) map.set(key, text);
  return there ?? text;
}

function etagOf({ content }: StoredObject): string {
  return hash('md5', content);
}

function sorted<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
