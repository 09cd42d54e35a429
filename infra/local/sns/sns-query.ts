/** The Query protocol's parameters as the inputs the operations take, and their outputs as XML. */

import { AwsError } from '../kernel/aws-error.ts';
import type { QueryValue, XmlValue } from '../kernel/query-protocol.ts';

export const SNS_XML_NAMESPACE = 'http://sns.amazonaws.com/doc/2010-03-31/';

type Fields = { readonly [name: string]: QueryValue };

const LISTS: ReadonlySet<string> = new Set([
  'AWSAccountId',
  'ActionName',
  'PublishBatchRequestEntries',
  'TagKeys',
  'Tags',
]);
const MAPS: ReadonlySet<string> = new Set(['Attributes', 'MessageAttributes']);

/** Every other parameter is text. Throws `MalformedInput` for one of another kind. */
export function fromQuery(input: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, memberOf(name, value)]));
}

function memberOf(name: string, value: QueryValue): unknown {
  if (MAPS.has(name)) return mapFrom(name, value);
  if (LISTS.has(name)) return listFrom(name, value).map((item) => (isFields(item) ? fromQuery(item) : item));
  if (typeof value !== 'string') throw malformed(name);
  return value;
}

/** Clients write an empty list as the parameter without a value. */
function listFrom(name: string, value: QueryValue): readonly QueryValue[] {
  if (value === '') return [];
  if (!Array.isArray(value)) throw malformed(name);
  return value as readonly QueryValue[];
}

/** Entries are pairs of `key` and `value`, or of `Name` and `Value`. */
function mapFrom(name: string, value: QueryValue): Record<string, unknown> {
  const entries = isFields(value) ? listFrom(name, value['entry'] ?? '') : listFrom(name, value);
  return Object.fromEntries(
    entries.map((entry) => {
      const key = isFields(entry) ? (entry['key'] ?? entry['Name']) : undefined;
      if (!isFields(entry) || typeof key !== 'string') throw malformed(name);
      const content = entry['value'] ?? entry['Value'] ?? '';
      return [key, isFields(content) ? fromQuery(content) : content];
    }),
  );
}

function isFields(value: QueryValue | undefined): value is Fields {
  return typeof value === 'object' && !Array.isArray(value);
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
