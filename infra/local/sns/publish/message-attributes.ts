/** Which attributes of a message SNS takes. Raw delivery makes them attributes of the queue's message as they are. */

import type { MessageAttributes, MessageAttributeValue } from '../../sqs/message-attributes.ts';
import { missing, parameterValueInvalid } from '../sns-errors.ts';

/** `String.Array` among them, and any other label of the publisher's. */
const TYPE = /^(String|Number|Binary)(\..+)?$/;

/**
 * The attributes of a request, checked; undefined if there are none. `member` is where they stand in the request.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html
 */
export function parseMessageAttributes(given: unknown, member: string): MessageAttributes | undefined {
  const attributes = Object.entries((given ?? {}) as Record<string, Partial<MessageAttributeValue>>);
  if (attributes.length === 0) return undefined;
  return Object.fromEntries(
    attributes.map(([name, value]) => {
      if (value.DataType === undefined) throw missing(`${member}.${name}.member.dataType`);
      checkName(name);
      return [name, parseValue(name, { ...value, DataType: value.DataType })];
    }),
  );
}

function checkName(name: string): void {
  if (Buffer.byteLength(name) > 256)
    throw parameterValueInvalid('Length of message attribute name must be less than 256 bytes.');
  const odd = /[^A-Za-z0-9_.-]/.exec(name)?.[0];
  if (odd !== undefined)
    throw parameterValueInvalid(
      `Invalid non-alphanumeric character '#x${odd.charCodeAt(0).toString(16).toUpperCase()}' was found in the message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots.`,
    );
  for (const [place, character] of [
    ['starting', name.at(0)],
    ['ending', name.at(-1)],
  ])
    if (character === '.')
      throw parameterValueInvalid(`Invalid message attribute name ${place} with character '.' was found.`);
  if (name.includes('..')) throw parameterValueInvalid("Message attribute name can not have successive '.' character.");
}

function parseValue(
  name: string,
  { DataType, StringValue, BinaryValue }: MessageAttributeValue,
): MessageAttributeValue {
  const kind = TYPE.exec(DataType)?.[1];
  if (kind === undefined)
    throw parameterValueInvalid(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  const isBinary = kind === 'Binary';
  if ((isBinary ? StringValue : BinaryValue) !== undefined)
    throw parameterValueInvalid(
      `The message attribute '${name}' with type '${DataType}' must use field '${isBinary ? 'Binary' : 'String'}'.`,
    );
  const value = isBinary ? BinaryValue : StringValue;
  if (value === undefined || value === '')
    throw parameterValueInvalid(
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${DataType}'.`,
    );
  if (kind === 'Number' && (value.trim() === '' || !Number.isFinite(Number(value))))
    throw parameterValueInvalid(`Could not cast message attribute '${name}' value to number.`);
  return isBinary ? { DataType, BinaryValue: value } : { DataType, StringValue: value };
}
