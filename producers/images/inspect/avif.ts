/** Walks an AVIF, which is made of nested boxes: https://aomediacodec.github.io/av1-avif/. */

import type { Box } from './boxes.ts';
import { boxesIn } from './boxes.ts';
import { corrupt, polyglot, truncated } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { Structure } from './structure.ts';

/** The boxes that an AVIF has outermost. */
const outermost = new Set(['ftyp', 'meta', 'mdat', 'moov', 'free', 'skip']);
/** Those that hold other boxes, with the bytes of their own in front of them. */
const containers = new Map<string, number>([
  ...['moov', 'trak', 'mdia', 'minf', 'stbl', 'iprp', 'ipco'].map((type) => [type, 0] as const),
  ['meta', 4],
]);

/** Compressed frames that claim another size than the boxes are refused by libheif before it allocates anything. */
export function walkAvif(bytes: Buffer): Structure | Refusal {
  const file = boxesIn(bytes, 0, bytes.length);
  if (file === undefined) return corrupt('its boxes have no length');
  if (file.some(({ end }) => end > bytes.length)) return truncated;
  if (file.some(({ type }) => !outermost.has(type))) return polyglot('it holds a part that no AVIF has');
  const boxes = unfolded(bytes, file);
  if (boxes === undefined) return corrupt('its boxes do not fit into one another');
  const sizes = boxes.filter(({ type }) => type === 'ispe').map(({ data }) => data);
  if (sizes.length === 0) return corrupt('it has no size');
  const frames = boxes.filter(({ type }) => type === 'stsz').map(({ data }) => bytes.readUInt32BE(data + 8));
  return {
    format: 'avif',
    width: Math.max(...sizes.map((at) => bytes.readUInt32BE(at + 4))),
    height: Math.max(...sizes.map((at) => bytes.readUInt32BE(at + 8))),
    frames: Math.max(1, ...frames),
    scans: 1,
    end: file.at(-1)?.end ?? 0,
  };
}

/** The boxes and all within them; undefined if one reaches beyond the box it is in. */
function unfolded(bytes: Buffer, boxes: readonly Box[]): Box[] | undefined {
  const all: Box[] = [];
  for (const box of boxes) {
    all.push(box);
    const own = containers.get(box.type);
    if (own === undefined) continue;
    const inner = boxesIn(bytes, box.data + own, box.end);
    if (inner === undefined || inner.some(({ end }) => end > box.end)) return undefined;
    const within = unfolded(bytes, inner);
    if (within === undefined) return undefined;
    all.push(...within);
  }
  return all;
}
