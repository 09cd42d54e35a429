/** The types of the request members of SQS: a name means the same in every operation. */

import { AwsError } from '../kernel/aws-error.ts';

type Shape = 'text' | 'number' | 'texts' | 'map' | 'entries';

const SHAPES: Readonly<Record<string, Shape>> = {
  Actions: 'texts',
  AttributeNames: 'texts',
  Attributes: 'map',
  AWSAccountIds: 'texts',
  DelaySeconds: 'number',
  DestinationArn: 'text',
  Entries: 'entries',
  Id: 'text',
  Label: 'text',
  MaxNumberOfMessages: 'number',
  MaxNumberOfMessagesPerSecond: 'number',
  MaxResults: 'number',
  MessageAttributeNames: 'texts',
  MessageAttributes: 'map',
  MessageBody: 'text',
  MessageDeduplicationId: 'text',
  MessageGroupId: 'text',
  MessageSystemAttributeNames: 'texts',
  MessageSystemAttributes: 'map',
  NextToken: 'text',
  QueueName: 'text',
  QueueNamePrefix: 'text',
  QueueOwnerAWSAccountId: 'text',
  QueueUrl: 'text',
  ReceiptHandle: 'text',
  ReceiveRequestAttemptId: 'text',
  SourceArn: 'text',
  TagKeys: 'texts',
  Tags: 'map',
  TaskHandle: 'text',
  VisibilityTimeout: 'number',
  WaitTimeSeconds: 'number',
  tags: 'map',
};

/** The input without what is null; refuses a member of the wrong type. The Query protocol brings numbers as text. */
export function checkedShapes(input: unknown): Record<string, unknown> {
  const members = Object.entries(input as Readonly<Record<string, unknown>>).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  for (const [name, value] of members) {
    const shape = Object.hasOwn(SHAPES, name) ? SHAPES[name] : undefined;
    if (shape !== undefined && !fits(value, shape))
      throw new AwsError('SerializationException', `${name} is not of the expected type.`);
  }
  return Object.fromEntries(
    members.map(([name, value]) => [name, name === 'Entries' ? (value as unknown[]).map(checkedShapes) : value]),
  );
}

function fits(value: unknown, shape: Shape): boolean {
  switch (shape) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' || typeof value === 'string';
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'entries':
      return Array.isArray(value) && value.every(isMap);
    case 'map':
      return isMap(value) && Object.values(value).every((item) => typeof item === 'string' || isAttribute(item));
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A message attribute: texts, and two kinds of lists that SQS reserves. */
function isAttribute(value: unknown): boolean {
  return isMap(value) && Object.values(value).every((member) => typeof member === 'string' || Array.isArray(member));
}
