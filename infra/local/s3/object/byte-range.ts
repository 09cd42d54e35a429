/** The Range header. https://www.rfc-editor.org/rfc/rfc9110#name-range-requests */

import { s3Error } from '../s3-error.ts';

export interface ByteRange {
  readonly start: number;
  /** Past the last byte. */
  readonly end: number;
}

/**
 * The range asked for, or undefined if the whole object is: no header, one that is not understood, or several ranges,
 * which S3 does not serve. Throws InvalidRange if the object has no byte of it.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  if (start < end) return { start, end };
  throw s3Error('InvalidRange', 416, 'The requested range is not satisfiable', {
    RangeRequested: header,
    ActualObjectSize: size,
  });
}
