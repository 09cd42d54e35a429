/** A bucket with destinations: a queue, a function that keeps what it gets, and EventBridge with a queue behind it. */

import type { Access, Caller } from '../../../../../infra/local/kernel/context.ts';
import { AwsError } from '../../../../../infra/local/kernel/aws-error.ts';
import type { Service } from '../../../../../infra/local/kernel/service.ts';
import { eventBridgeService } from '../../../../../infra/local/eventbridge/eventbridge-service.ts';
import { s3Service } from '../../../../../infra/local/s3/s3-service.ts';
import { sqsService } from '../../../../../infra/local/sqs/sqs-service.ts';
import { takeMessages } from '../../sqs/take-messages.ts';
import { testEngine } from '../../test-engine.ts';

export const BUCKET = 'told';
export const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:told';
export const BRIDGED = 'arn:aws:sqs:us-east-1:000000000000:bridged';
export const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:told';
export const TOPIC = 'arn:aws:sns:us-east-1:000000000000:told';

export interface Told {
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
}

/** `down` is asked before each call of a function or topic. */
export function notifiedRig({ down = () => false }: { readonly down?: () => boolean } = {}) {
  const told: Told[] = [];
  const refused = new Set<string>();
  const listening = (service: string, operation: string): Service => ({
    name: service,
    operations: {
      [operation](context, input: Readonly<Record<string, unknown>>) {
        const resource = String(input['FunctionName'] ?? input['TopicArn']);
        context.authorize({ action: `${service}:${operation}`, resource });
        if (down()) throw new AwsError('ServiceException', 'down', { status: 500 });
        told.push({ service, operation, input, caller: context.caller });
      },
    },
    serve: () => ({ status: 501, headers: {}, body: '' }),
    refuse: () => ({ status: 501, headers: {}, body: '' }),
  });
  const services = [
    s3Service(),
    sqsService(),
    eventBridgeService(),
    listening('lambda', 'Invoke'),
    listening('sns', 'Publish'),
  ];
  const allows = (_tx: unknown, _caller: Caller, { resource }: Access) => !refused.has(resource);
  const rig = testEngine(services, { allows });
  rig.call('s3', 'CreateBucket', { Bucket: BUCKET });
  rig.call('sqs', 'CreateQueue', { QueueName: 'told' });
  rig.call('sqs', 'CreateQueue', { QueueName: 'bridged' });
  rig.call('events', 'PutRule', { Name: 'bridged', EventPattern: '{"source":["aws.s3"]}' });
  rig.call('events', 'PutTargets', { Rule: 'bridged', Targets: [{ Id: 'q', Arn: BRIDGED }] });

  /** Everything in a queue, which is then empty. */
  function drain(QueueUrl: string): Record<string, unknown>[] {
    rig.advance(0);
    return takeMessages(rig, QueueUrl).map(({ Body }) => JSON.parse(Body) as Record<string, unknown>);
  }

  return {
    ...rig,
    services,
    told,
    /** ARNs whose owners let nobody in. */
    refused,
    s3: <Output>(operation: string, input: object = {}) =>
      rig.call<Output>('s3', operation, { Bucket: BUCKET, ...input }),
    configure: (Configuration: object, more: object = {}) =>
      rig.call('s3', 'PutBucketNotificationConfiguration', { Bucket: BUCKET, Configuration, ...more }),
    drain,
  };
}
