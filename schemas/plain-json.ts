/** Guards the validators: whatever passes here is small, shallow, plain JSON, and can be walked without fear. */

import type { Problem } from './problem.ts';
import { token } from './problem.ts';

/** 200 KB: Step Functions and others take at most 256, envelope of the transport included. */
const maxEventBytes = 200 * 1024;
const maxDepth = 16;

export const tooLarge: Problem = {
  pointer: '',
  message: `must have at most ${maxEventBytes} bytes as JSON: put large things elsewhere and refer to them`,
};

/** The first thing, if any, that keeps a value from being an event at all. Members that are undefined count as absent. */
export function notPlainJson(value: unknown): Problem | undefined {
  return flawIn(value, maxDepth) ?? (isTooLarge(value) ? tooLarge : undefined);
}

/** The depth that is left bounds the recursion. */
function flawIn(value: unknown, depth: number): Problem | undefined {
  if (typeof value !== 'object' || value === null) return scalarFlaw(value);
  if (depth === 0) return { pointer: '', message: `must not be nested deeper than ${maxDepth} levels` };
  if (!isPlain(value)) return { pointer: '', message: 'must be a plain JSON object' };
  for (const name of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[name];
    const flaw = member === undefined ? undefined : flawIn(member, depth - 1);
    if (flaw !== undefined) return { ...flaw, pointer: `/${token(name)}${flaw.pointer}` };
  }
  return undefined;
}

function scalarFlaw(value: unknown): Problem | undefined {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed() ? undefined : { pointer: '', message: 'must not contain half a surrogate pair' };
    case 'number':
      return Number.isFinite(value) ? undefined : { pointer: '', message: 'must be a finite number' };
    case 'boolean':
      return undefined;
    default:
      return value === null ? undefined : { pointer: '', message: `must be JSON, not a ${typeof value}` };
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}

function isTooLarge(value: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(value) ?? '') > maxEventBytes;
}
