/** Sends invocation records to where a function's owner wants them, as the function's role. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Caller, Context } from '../../kernel/context.ts';
import { uuid } from '../../kernel/engine.ts';
import { functionArn } from '../function/function-arn.ts';
import type { FunctionRecord } from '../function/function-record.ts';
import type { RunOutcome } from '../run-request.ts';
import type { QueuedEvent } from './queued-event.ts';

/** Effect: something a function's owner should know, such as a destination that could not be reached. */
export interface ProblemNotice {
  readonly type: 'lambda.problem';
  readonly functionName: string;
  readonly text: string;
}

/** The function's role, which its destinations and event sources are called as. */
export function roleCaller({ account, name, latest }: FunctionRecord): Caller {
  return { type: 'role', account, roleArn: latest.settings.Role, session: name };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
export function deliverRecord(
  context: Context,
  record: FunctionRecord,
  destination: string,
  content: Record<string, unknown>,
): void {
  const folder = `async/${record.name}`;
  deliver(context, record, destination, () => send(context, { record, destination, content, folder }));
}

/** `folder` is the part of an S3 object's key between `aws/lambda/` and the date. */
export interface Delivery {
  readonly record: FunctionRecord;
  readonly destination: string;
  readonly content: Record<string, unknown>;
  readonly folder: string;
}

/** Sends to an SQS queue, SNS topic, function, event bus or bucket; throws the receiving service's error. */
export function send(context: Context, { record, destination, content, folder }: Delivery): void {
  const role = roleCaller(record);
  const body = JSON.stringify(content);
  const [, , service = '', , , resource = ''] = destination.split(':');
  switch (service) {
    case 'sqs':
      context.call('sqs', 'SendMessage', { QueueUrl: queueUrl(destination), MessageBody: body }, role);
      return;
    case 'sns':
      context.call('sns', 'Publish', { TopicArn: destination, Message: body }, role);
      return;
    case 'lambda': {
      const Payload = Buffer.from(body).toString('base64');
      context.call('lambda', 'Invoke', { FunctionName: destination, InvocationType: 'Event', Payload }, role);
      return;
    }
    case 'events': {
      const succeeded = (content['requestContext'] as { condition?: string }).condition === 'Success';
      const entry = {
        EventBusName: destination,
        Source: 'lambda',
        DetailType: `Lambda Function Invocation Result - ${succeeded ? 'Success' : 'Failure'}`,
        Resources: [
          destination,
          functionArn(context.region, { account: record.account, name: record.name, qualifier: '$LATEST' }),
        ],
        Detail: body,
      };
      context.call('events', 'PutEvents', { Entries: [entry] }, role);
      return;
    }
    case 's3': {
      const Bucket = destination.split(':::')[1] ?? resource;
      const Key = `aws/lambda/${folder}/${objectDate(context)}-${uuid(context.random)}`;
      context.call('s3', 'PutObject', { Bucket, Key, Body: Buffer.from(body) }, role);
      return;
    }
    default:
      throw new AwsError('InvalidParameterValueException', `The destination ${destination} is not supported.`);
  }
}

/** The event itself goes to the dead-letter queue, with why in its attributes. */
export function sendDeadLetter(
  context: Context,
  record: FunctionRecord,
  queueArn: string,
  event: QueuedEvent,
  outcome: RunOutcome | undefined,
): void {
  const text = (value: string): object => ({ DataType: 'String', StringValue: value });
  const message = (JSON.parse(outcome?.payload ?? '{}') as { errorMessage?: string }).errorMessage;
  const input = {
    QueueUrl: queueUrl(queueArn),
    MessageBody: event.payload,
    MessageAttributes: {
      RequestID: text(event.requestId),
      ErrorCode: { DataType: 'Number', StringValue: outcome === undefined ? '429' : '200' },
      ErrorMessage: text((message ?? 'The event was too old.').slice(0, 1024)),
    },
  };
  deliver(context, record, queueArn, () => context.call('sqs', 'SendMessage', input, roleCaller(record)));
}

/** A destination that refuses costs its record, as on AWS, but is not passed over in silence. */
function deliver(context: Context, { name }: FunctionRecord, destination: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    reportProblem(context, name, `Sending to ${destination} failed: ${error.code}: ${error.message}`);
  }
}

export function reportProblem(context: Context, functionName: string, text: string): void {
  const notice: ProblemNotice = { type: 'lambda.problem', functionName, text };
  context.effect(notice);
}

export function queueUrl(queueArn: string): string {
  const [, , , region, account, name] = queueArn.split(':');
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
}

/** Such as `2026/01/31/2026-01-31T23.59.59`. */
function objectDate({ now }: Context): string {
  const iso = new Date(now).toISOString();
  return `${iso.slice(0, 10).replaceAll('-', '/')}/${iso.slice(0, 19).replaceAll(':', '.')}`;
}
