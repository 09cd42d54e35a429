/** Message attributes: what is valid, how they count towards the size, and the MD5 by which clients check them. */

import { createHash } from 'node:crypto';
import { isAllowedText } from './message-text.ts';
import { invalidParameter } from './sqs-errors.ts';

export interface MessageAttributeValue {
  readonly DataType: string;
  readonly StringValue?: string;
  /** Base64. */
  readonly BinaryValue?: string;
}

export type MessageAttributes = Readonly<Record<string, MessageAttributeValue>>;

const MOST = 10;
const NAME = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;
const TYPE = /^(String|Number|Binary)(\.[^\0]+)?$/;

/**
 * The attributes of a request, checked; undefined if there are none.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function parseMessageAttributes(given: unknown): MessageAttributes | undefined {
  const attributes = Object.entries((given ?? {}) as Record<string, Partial<MessageAttributeValue>>);
  if (attributes.length === 0) return undefined;
  if (attributes.length > MOST)
    throw invalidParameter(
      `Number of message attributes [${attributes.length}] exceeds the allowed maximum [${MOST}].`,
    );
  return Object.fromEntries(attributes.map(([name, value]) => [name, parseAttribute(name, value)]));
}

/** The only system attribute a sender may set is the trace header of AWS X-Ray. */
export function parseSystemAttributes(given: unknown): MessageAttributes | undefined {
  for (const [name, value] of Object.entries((given ?? {}) as Record<string, Partial<MessageAttributeValue>>)) {
    if (name !== 'AWSTraceHeader')
      throw invalidParameter(`Message system attribute name '${name}' is invalid. Valid names are: AWSTraceHeader.`);
    if (value.DataType !== 'String')
      throw invalidParameter("Message system attribute 'AWSTraceHeader' must be of type 'String'.");
  }
  return parseMessageAttributes(given);
}

function parseAttribute(name: string, value: Partial<MessageAttributeValue>): MessageAttributeValue {
  const { DataType, StringValue, BinaryValue } = value;
  checkName(name);
  const kind = TYPE.exec(DataType ?? '')?.[1];
  if (DataType === undefined || DataType === '')
    throw invalidParameter(`The message attribute '${name}' must contain message attribute type.`);
  if (kind === undefined || DataType.length > 256)
    throw invalidParameter(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  if (kind === 'Binary') {
    if (!BinaryValue) throw emptyValue(name, DataType);
    return { DataType, BinaryValue };
  }
  if (!StringValue) throw emptyValue(name, DataType);
  if (!isAllowedText(StringValue))
    throw invalidParameter(`The message attribute '${name}' contains invalid characters.`);
  if (kind === 'Number' && !isNumber(StringValue))
    throw invalidParameter(`Could not cast message attribute '${name}' value to number.`);
  return { DataType, StringValue };
}

function checkName(name: string): void {
  if (name.length > 256) throw invalidParameter('Message attribute name must be shorter than 256 Bytes');
  if (!NAME.test(name) || /^(aws|amazon)\./i.test(name))
    throw invalidParameter(
      `The message attribute name '${name}' is invalid. Attribute name can contain A-Z, a-z, 0-9, underscore (_), hyphen (-), and period (.) characters, and must neither begin with AWS. or Amazon. nor begin, end or repeat a period.`,
    );
}

function emptyValue(name: string, type: string) {
  return invalidParameter(`Message (user) attribute '${name}' must contain a non-empty value of type '${type}'.`);
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

/** Bytes the attributes add to the message: names, types and values. */
export function attributesSize(attributes: Readonly<Record<string, Partial<MessageAttributeValue>>> = {}): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(attributes))
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value.DataType ?? '') + valueBytes(value).length;
  return bytes;
}

/**
 * The digest clients recompute.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
 */
export function attributesMd5(attributes: MessageAttributes): string {
  const hash = createHash('md5');
  const add = (bytes: Buffer): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  const byName = Object.entries(attributes).sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [name, value] of byName) {
    add(Buffer.from(name));
    add(Buffer.from(value.DataType));
    hash.update(Buffer.of(value.BinaryValue === undefined ? 1 : 2));
    add(valueBytes(value));
  }
  return hash.digest('hex');
}

function valueBytes({ StringValue, BinaryValue }: Partial<MessageAttributeValue>): Buffer {
  return BinaryValue === undefined ? Buffer.from(StringValue ?? '') : Buffer.from(BinaryValue, 'base64');
}

/** Those of the attributes a receiver asked for: by name, by prefix (`order.*`), or `All`. */
export function selectAttributes(
  attributes: MessageAttributes | undefined,
  wanted: readonly string[],
): MessageAttributes | undefined {
  if (attributes === undefined || wanted.length === 0) return undefined;
  const matches = (name: string): boolean =>
    wanted.some((want) =>
      want === 'All' || want === '.*' ? true : want.endsWith('.*') ? name.startsWith(want.slice(0, -2)) : name === want,
    );
  const selected = Object.entries(attributes).filter(([name]) => matches(name));
  return selected.length === 0 ? undefined : Object.fromEntries(selected);
}
