/** SQS in the older Query protocol: its parameters as the JSON protocol's input, its output as XML. */

import { isFields, type QueryFields, type QueryValue, type XmlValue } from '../kernel/query-protocol.ts';

export const SQS_XML_NAMESPACE = 'http://queue.amazonaws.com/doc/2012-11-05/';

/** Lists that are called otherwise in JSON. */
const LISTS: Readonly<Record<string, string>> = {
  AttributeName: 'AttributeNames',
  MessageAttributeName: 'MessageAttributeNames',
  MessageSystemAttributeName: 'MessageSystemAttributeNames',
  AWSAccountId: 'AWSAccountIds',
  ActionName: 'Actions',
  TagKey: 'TagKeys',
  SendMessageBatchRequestEntry: 'Entries',
  DeleteMessageBatchRequestEntry: 'Entries',
  ChangeMessageVisibilityBatchRequestEntry: 'Entries',
};

/** Some clients write an empty list under its name in JSON, without a value. */
const EMPTY_LISTS: ReadonlySet<string> = new Set(Object.values(LISTS));

/** Lists of pairs that are maps in JSON, with what the pair's halves are called. */
const MAPS: Readonly<Record<string, { readonly to: string; readonly key: string }>> = {
  Attribute: { to: 'Attributes', key: 'Name' },
  MessageAttribute: { to: 'MessageAttributes', key: 'Name' },
  MessageSystemAttribute: { to: 'MessageSystemAttributes', key: 'Name' },
  Tag: { to: 'Tags', key: 'Key' },
};

/** The input of the JSON protocol; numbers stay text. */
export function fromQuery(input: QueryFields): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    const map = Object.hasOwn(MAPS, name) ? MAPS[name] : undefined;
    const list = Object.hasOwn(LISTS, name) ? LISTS[name] : undefined;
    if (map !== undefined) result[map.to] = mapFrom(asList(value), map.key);
    else if (value === '' && EMPTY_LISTS.has(name)) result[name] = [];
    else if (list === undefined) result[name] = value;
    else result[list] = asList(value).map((item) => (isFields(item) ? fromQuery(item) : item));
  }
  return result;
}

function mapFrom(pairs: readonly QueryValue[], key: string): Record<string, unknown> {
  return Object.fromEntries(
    pairs.filter(isFields).map((pair) => [typeof pair[key] === 'string' ? pair[key] : '', pair.Value ?? '']),
  );
}

function asList(value: QueryValue): readonly QueryValue[] {
  return Array.isArray(value) ? (value as readonly QueryValue[]) : value === '' ? [] : [value];
}

/** What a list of the output is called in XML; the results of a batch are named after its operation. */
const ELEMENTS: Readonly<Record<string, string>> = {
  QueueUrls: 'QueueUrl',
  queueUrls: 'QueueUrl',
  Messages: 'Message',
  Failed: 'BatchResultErrorEntry',
  Results: 'ListMessageMoveTasksResultEntry',
};

/** Operations without a result element. */
const SILENT: ReadonlySet<string> = new Set([
  'AddPermission',
  'ChangeMessageVisibility',
  'DeleteMessage',
  'DeleteQueue',
  'PurgeQueue',
  'RemovePermission',
  'SetQueueAttributes',
  'TagQueue',
  'UntagQueue',
]);

/** The content of the result element; undefined if the operation has none. */
export function toXml(action: string, output: unknown): XmlValue {
  return SILENT.has(action) ? undefined : fieldsToXml(action, (output ?? {}) as Record<string, unknown>);
}

function fieldsToXml(action: string, fields: Readonly<Record<string, unknown>>): XmlValue {
  const result: Record<string, XmlValue> = {};
  for (const [name, value] of Object.entries(fields)) {
    const map = Object.entries(MAPS).find(([, { to }]) => to === name);
    if (map !== undefined) result[map[0]] = pairs(value as Readonly<Record<string, unknown>>, map[1].key);
    else if (Array.isArray(value)) result[elementOf(action, name)] = value.map((item) => itemToXml(action, item));
    else result[name] = value as XmlValue;
  }
  return result;
}

function itemToXml(action: string, item: unknown): XmlValue {
  return typeof item === 'object' && item !== null
    ? fieldsToXml(action, item as Readonly<Record<string, unknown>>)
    : (item as XmlValue);
}

function pairs(map: Readonly<Record<string, unknown>>, key: string): XmlValue {
  return Object.entries(map).map(([name, value]) => ({ [key]: name, Value: value as XmlValue }));
}

function elementOf(action: string, list: string): string {
  return list === 'Successful' ? `${action}ResultEntry` : (ELEMENTS[list] ?? list);
}
