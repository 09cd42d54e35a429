/** The shape of attribute values in inputs: hand-written, since every item of every write passes through it. */

import { serializationError } from '../errors.ts';
import { parseBlob, string, boolean } from './scalar.ts';
import { list, map, type Position } from './collection.ts';
import type { Shape } from './shape.ts';

const text = string();
const flag = boolean();
const texts = list(text);
const blobs = list({ parse: parseBlob, check: () => undefined });

/** An attribute value. Members that are no type of DynamoDB's are dropped; what is left is validated later. */
export function attributeValue(position: Position = 'value'): Shape {
  return { parse: (value) => parseValue(value, position), check: () => undefined };
}

function parseValue(value: unknown, position: Position): unknown {
  if (typeof value !== 'object' || value === null)
    throw serializationError(position === 'value' ? 'Unexpected value type in payload' : 'Unexpected field type');
  if (Array.isArray(value))
    throw serializationError('Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue');
  const typed = value as Record<string, unknown>;
  for (const type in typed) {
    const member = typed[type];
    if (type === 'S' || type === 'N') {
      if (typeof member === 'string') continue;
    }
    const shape = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
    if (shape === undefined || member === null || member === undefined) delete typed[type];
    else {
      const parsed = shape.parse(member);
      if (parsed !== member) typed[type] = parsed;
    }
  }
  return typed;
}

const nested: Shape = { parse: (value) => parseValue(value, 'value'), check: () => undefined };

const TYPES: Readonly<Record<string, Shape>> = {
  S: text,
  N: text,
  B: { parse: parseBlob, check: () => undefined },
  BOOL: flag,
  NULL: flag,
  SS: texts,
  NS: texts,
  BS: blobs,
  L: list(nested),
  M: map(nested, 'AttributeValue'),
};
