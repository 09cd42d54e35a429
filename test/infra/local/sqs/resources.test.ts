import { expect, test } from 'vitest';
import { queuePolicyProvider } from '../../../../infra/local/sqs/queue-policy-resource.ts';
import { queueProvider } from '../../../../infra/local/sqs/queue-resource.ts';
import { arn, redrive, sqsRig } from './sqs-rig.ts';

function template() {
  const rig = sqsRig();
  const resource = (generatedName: string, properties: Record<string, unknown>) => ({
    logicalId: 'Logical',
    generatedName,
    properties,
    assetPath: (key: string) => key,
  });
  return {
    ...rig,
    applyQueue: (name: string, properties: Record<string, unknown>) =>
      rig.run((context) => queueProvider.apply(context, resource(name, properties))),
    applyPolicy: (name: string, properties: Record<string, unknown>) =>
      rig.run((context) => queuePolicyProvider.apply(context, resource(name, properties))),
    removePolicy: (ref: string) => rig.run((context) => queuePolicyProvider.remove?.(context, ref)),
    removeQueue: (ref: string) => rig.run((context) => queueProvider.remove?.(context, ref)),
  };
}

test('a queue of the template gets its properties, and later ones without losing messages', () => {
  const { applyQueue, send, attribute, receive } = template();
  applyQueue('dead', {});
  const RedrivePolicy = { deadLetterTargetArn: arn('dead'), maxReceiveCount: 3 };
  const { ref, attributes } = applyQueue('Stack-Orders', {
    VisibilityTimeout: 60,
    RedrivePolicy,
    SqsManagedSseEnabled: true,
  });
  expect(attributes).toEqual({ Arn: arn('Stack-Orders'), QueueName: 'Stack-Orders', QueueUrl: ref });
  expect(attribute(ref, 'RedrivePolicy')).toBe(redrive('dead', 3));
  send(ref, 'x');
  applyQueue('Stack-Orders', { VisibilityTimeout: '10' });
  expect(attribute(ref, 'RedrivePolicy')).toBeUndefined();
  expect(attribute(ref, 'VisibilityTimeout')).toBe('10');
  expect(receive(ref)).toHaveLength(1);
});

test('a FIFO queue gets a name that says so', () => {
  const { applyQueue } = template();
  const { attributes } = applyQueue('x'.repeat(80), { FifoQueue: true, ContentBasedDeduplication: true });
  expect(attributes.QueueName).toBe(`${'x'.repeat(75)}.fifo`);
});

test('a policy is put on its queues, stays when they change, and goes with its resource', () => {
  const { applyQueue, applyPolicy, removePolicy, attribute } = template();
  const queues = ['one', 'two'].map((name) => applyQueue(name, {}).ref);
  const PolicyDocument = { Version: '2012-10-17', Statement: [] };
  const { ref } = applyPolicy('policy', { Queues: queues, PolicyDocument });
  applyQueue('one', { DelaySeconds: 1 });
  expect(queues.map((url) => attribute(url, 'Policy'))).toEqual(queues.map(() => JSON.stringify(PolicyDocument)));
  applyPolicy('policy', { Queues: queues.slice(0, 1), PolicyDocument });
  expect(attribute(queues[1] ?? '', 'Policy')).toBeUndefined();
  removePolicy(ref);
  expect(attribute(queues[0] ?? '', 'Policy')).toBeUndefined();
});

test('a queue removed from the template is gone', () => {
  const { applyQueue, removeQueue, send } = template();
  const { ref } = applyQueue('orders', {});
  removeQueue(ref);
  expect(() => send(ref, 'x')).toThrow('does not exist');
});
