/** Reads the boxes of an ISO base media file: a length, a type, and what is in it. */

export interface Box {
  readonly type: string;
  /** Offsets of the first byte within the box, and of the first one after it. */
  readonly data: number;
  readonly end: number;
}

/** More than any still picture has. */
const MAX_BOXES = 4096;

/**
 * The boxes from one offset to another, one after the other; the last one may claim to end beyond it. Undefined if
 * one is shorter than its own head, or there is no end of them.
 */
export function boxesIn(bytes: Buffer, from: number, to: number): Box[] | undefined {
  const boxes: Box[] = [];
  for (let at = from; at < to;) {
    const short = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const [length, head] = short === 1 ? [Number(bytes.readBigUInt64BE(at + 8)), 16] : [short || to - at, 8];
    if (length < head || boxes.length === MAX_BOXES) return undefined;
    boxes.push({ type, data: at + head, end: at + length });
    at += length;
  }
  return boxes;
}
