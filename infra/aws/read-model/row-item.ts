/** An order's row as an item of its read model's table. */

import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { canonicalJson } from '../../../domain/canonical-json.ts';
import type { Generation, Row } from '../../../domain/ports/read-model.ts';
import { decodeState, encodeState } from '../state-attribute.ts';

export type Item = Record<string, AttributeValue>;

/**
 * Keys begin with the generation, so that one under construction takes no capacity from the partitions of the one that
 * is served. Everything else in the items is the same in each generation that is built with the same fold.
 */
export function generationPrefix({ number }: Generation): string {
  return `${number}#`;
}

export function rowKey(generation: Generation, order: string): Item {
  return { partition: { S: `${rowPrefix(generation)}${order}` }, sort: { S: 'row' } };
}

export function rowPrefix(generation: Generation): string {
  return `${generationPrefix(generation)}order#`;
}

/** What tells a generation's items from another's. */
export function generationAttributes({ number, fold }: Generation): Item {
  return { generation: { N: String(number) }, fold: { N: String(fold) } };
}

export function itemOfRow(generation: Generation, { order, version, state, added, listed, part }: Row): Item {
  return {
    ...rowKey(generation, order),
    ...generationAttributes(generation),
    version: { N: String(version) },
    state: encodeState(state),
    ...(Object.keys(added).length > 0 && { added: { S: canonicalJson(added) } }),
    ...(Object.keys(listed).length > 0 && { listed: { S: canonicalJson(listed) } }),
    ...(part > 0 && { part: { N: String(part) } }),
  };
}

/** Reads an item that `itemOfRow` made. */
export function rowOfItem<State>({ partition, version, state, added, listed, part }: Item): Row<State> {
  return {
    order: partition?.S?.replace(/^\d+#order#/, '') ?? '',
    version: Number(version?.N),
    state: decodeState<State>(state),
    added: JSON.parse(added?.S ?? '{}') as Row['added'],
    listed: JSON.parse(listed?.S ?? '{}') as Row['listed'],
    part: Number(part?.N ?? 0),
  };
}

/** The row must be as it was read: another writer would have raised its version, or its part. */
export function unlessChanged(previous: Row | undefined) {
  if (previous === undefined) return { ConditionExpression: 'attribute_not_exists(version)' };
  const version = { ':version': { N: String(previous.version) } };
  return previous.part === 0
    ? {
        ConditionExpression: 'version = :version AND attribute_not_exists(part)',
        ExpressionAttributeValues: version,
      }
    : {
        ConditionExpression: 'version = :version AND part = :part',
        ExpressionAttributeValues: { ...version, ':part': { N: String(previous.part) } },
      };
}
