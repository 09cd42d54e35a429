/** The types of the request members of SES: a name means the same wherever it stands. */

import { AwsError } from '../../kernel/aws-error.ts';

type Shape = 'text' | 'texts' | 'object' | 'objects';

const SHAPES: Readonly<Record<string, Shape>> = {
  Attachments: 'objects',
  BccAddresses: 'texts',
  Body: 'object',
  CcAddresses: 'texts',
  Charset: 'text',
  ConfigurationSetName: 'text',
  Content: 'object',
  Data: 'text',
  Destination: 'object',
  EmailIdentity: 'text',
  EmailTags: 'objects',
  FeedbackForwardingEmailAddress: 'text',
  FromEmailAddress: 'text',
  Headers: 'objects',
  Html: 'object',
  Key: 'text',
  Name: 'text',
  NextToken: 'text',
  Raw: 'object',
  ReplyToAddresses: 'texts',
  Simple: 'object',
  Subject: 'object',
  Tags: 'objects',
  Text: 'object',
  ToAddresses: 'texts',
  Value: 'text',
};

type Fields = Readonly<Record<string, unknown>>;

/** The input without what is null; refuses a member of the wrong type. */
export function checkedShapes(input: Fields): Fields {
  const members = Object.entries(input).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(
    members.map(([name, value]) => {
      const shape = Object.hasOwn(SHAPES, name) ? SHAPES[name] : undefined;
      return [name, shape === undefined ? value : checked(name, value, shape)];
    }),
  );
}

function checked(name: string, value: unknown, shape: Shape): unknown {
  if (shape === 'text' && typeof value === 'string') return value;
  if (shape === 'texts' && Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  if (shape === 'object' && isFields(value)) return checkedShapes(value);
  if (shape === 'objects' && Array.isArray(value) && value.every(isFields)) return value.map(checkedShapes);
  throw new AwsError('SerializationException', `${name} is not of the expected type.`);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
