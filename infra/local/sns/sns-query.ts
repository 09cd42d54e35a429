/** The Query protocol's parameters as the inputs the operations take, and their outputs as XML. */

import { AwsError } from '../kernel/aws-error.ts';
import { isFields, type QueryFields, type QueryValue, type XmlValue } from '../kernel/query-protocol.ts';

export const SNS_XML_NAMESPACE = 'http://sns.amazonaws.com/doc/2010-03-31/';

/** What a list or a map holds. */
type Kind = 'text' | 'fields';

const LISTS: Readonly<Record<string, Kind>> = {
  AWSAccountId: 'text',
  ActionName: 'text',
  PublishBatchRequestEntries: 'fields',
  TagKeys: 'text',
  Tags: 'fields',
};
const MAPS: Readonly<Record<string, Kind>> = { Attributes: 'text', MessageAttributes: 'fields' };

/** Every other parameter is text. Throws `MalformedInput` for one of another kind. */
export function fromQuery(input: QueryFields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, memberOf(name, value)]));
}

function memberOf(name: string, value: QueryValue): unknown {
  const [list, map] = [kindOf(LISTS, name), kindOf(MAPS, name)];
  if (map !== undefined) return mapFrom(name, value, map);
  if (list !== undefined) return itemsOf(name, value).map((item) => itemFrom(name, item, list));
  return itemFrom(name, value, 'text');
}

function kindOf(kinds: Readonly<Record<string, Kind>>, name: string): Kind | undefined {
  return Object.hasOwn(kinds, name) ? kinds[name] : undefined;
}

function itemFrom(name: string, value: QueryValue, kind: Kind): unknown {
  if (kind === 'text' && typeof value === 'string') return value;
  if (kind === 'fields' && isFields(value)) return fromQuery(value);
  throw malformed(name);
}

/** Clients write an empty list as the parameter without a value. */
function itemsOf(name: string, value: QueryValue): readonly QueryValue[] {
  if (value === '') return [];
  if (!Array.isArray(value)) throw malformed(name);
  return value as readonly QueryValue[];
}

/** Entries are pairs of `key` and `value`, or of `Name` and `Value`. */
function mapFrom(name: string, value: QueryValue, kind: Kind): Record<string, unknown> {
  const entries = itemsOf(name, isFields(value) ? (value['entry'] ?? '') : value);
  return Object.fromEntries(
    entries.map((entry) => {
      const key = isFields(entry) ? (entry['key'] ?? entry['Name']) : undefined;
      if (!isFields(entry) || typeof key !== 'string') throw malformed(name);
      return [key, itemFrom(name, entry['value'] ?? entry['Value'] ?? '', kind)];
    }),
  );
}

function malformed(name: string): AwsError {
  return new AwsError('MalformedInput', `The parameter ${name} is not of the expected type.`);
}

/** The content of the result element; undefined for an operation that has none. */
export function toXml(output: unknown): XmlValue {
  if (output === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(output as Readonly<Record<string, unknown>>).map(([name, value]) => [name, elementOf(name, value)]),
  );
}

function elementOf(name: string, value: unknown): XmlValue {
  if (name === 'Attributes')
    return { entry: Object.entries(value as Record<string, string>).map(([key, text]) => ({ key, value: text })) };
  if (Array.isArray(value))
    return { member: value.map((item) => (typeof item === 'object' ? toXml(item) : item) as XmlValue) };
  return value as XmlValue;
}
