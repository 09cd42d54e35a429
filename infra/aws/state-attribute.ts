/** A fold's state as one DynamoDB attribute: JSON text, compressed where it is long, since an item holds 400 KB. */

import type { AttributeValue } from '@aws-sdk/client-dynamodb';

const COMPRESS_FROM_BYTES = 32 * 1024;

/** Loaded when a long state first needs it: it takes a tenth of a cold start. */
const zlib = () => process.getBuiltinModule('node:zlib');

export function encodeState(state: unknown): AttributeValue {
  const json = JSON.stringify(state);
  return json.length < COMPRESS_FROM_BYTES ? { S: json } : { B: zlib().gzipSync(json) };
}

/** The caller vouches for the shape: only its own `encodeState` wrote the attribute. */
export function decodeState<State>(attribute: AttributeValue | undefined): State {
  if (attribute?.S !== undefined) return JSON.parse(attribute.S) as State;
  if (attribute?.B !== undefined) return JSON.parse(zlib().gunzipSync(attribute.B).toString()) as State;
  throw new TypeError('not a row of a read model: it has no state');
}
