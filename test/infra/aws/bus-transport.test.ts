import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { expect, it } from 'vitest';
import { busTransport } from '../../../infra/aws/bus-transport.ts';
import { eventBridgeService } from '../../../infra/local/eventbridge/eventbridge-service.ts';
import { sqsService } from '../../../infra/local/sqs/sqs-service.ts';
import { createPublisher } from '../../../producers/publisher/publisher.ts';
import { reaching, testEngine, type SdkRequestHandler } from '../local/test-engine.ts';
import { confirmed, nextTurn, ofManyOrders } from '../../producers/publisher/fake-transport.ts';

const BUS = 'orderlog-intake';

function clientOn(requestHandler: SdkRequestHandler): EventBridgeClient {
  return new EventBridgeClient(reaching(requestHandler));
}

/** A bus with a queue behind it, and a client to it. */
function bus() {
  const engine = testEngine([eventBridgeService(), sqsService()]);
  engine.call('events', 'CreateEventBus', { Name: BUS });
  const { QueueUrl } = engine.call<{ QueueUrl: string }>('sqs', 'CreateQueue', { QueueName: 'seen' });
  const Arn = 'arn:aws:sqs:us-east-1:000000000000:seen';
  engine.call('events', 'PutRule', { Name: 'all', EventBusName: BUS, EventPattern: '{"source":[{"prefix":""}]}' });
  engine.call('events', 'PutTargets', { Rule: 'all', EventBusName: BUS, Targets: [{ Id: 'seen', Arn }] });
  const seen = (): Record<string, unknown>[] => {
    engine.advance(1_000);
    const input = { QueueUrl, MaxNumberOfMessages: 10 };
    const { Messages = [] } = engine.call<{ Messages?: { Body: string }[] }>('sqs', 'ReceiveMessage', input);
    return Messages.map(({ Body }) => JSON.parse(Body) as Record<string, unknown>);
  };
  return { client: clientOn(engine.requestHandler('events')), seen };
}

it('puts each event with its source, type and time, and the CloudEvent as detail', async () => {
  const { client, seen } = bus();
  const event = confirmed('order-1', 'e1');
  const { accepted } = await createPublisher({ transport: busTransport({ client, busName: BUS }) }).publish([event]);
  expect(accepted).toEqual([{ index: 0, id: 'e1' }]);
  expect(seen()).toMatchObject([
    { source: 'shop.test', 'detail-type': 'OrderConfirmed', time: '2026-01-31T09:30:00Z', detail: event },
  ]);
});

it('sends at most ten entries at once', async () => {
  const engine = testEngine([eventBridgeService()]);
  engine.call('events', 'CreateEventBus', { Name: BUS });
  const sizes: number[] = [];
  const handler = engine.requestHandler('events');
  const client = clientOn({
    handle(request) {
      sizes.push((JSON.parse(Buffer.from(request.body ?? '').toString()) as { Entries: unknown[] }).Entries.length);
      return handler.handle(request);
    },
  });
  const publisher = createPublisher({ transport: busTransport({ client, busName: BUS }) });
  expect((await publisher.publish(ofManyOrders(25))).accepted).toHaveLength(25);
  expect(sizes).toEqual([10, 10, 5]);
});

it.each([
  ['InternalFailure', 'accepted'],
  ['ThrottlingException', 'accepted'],
  ['NotAuthorizedForSourceException', 'refused'],
  ['MalformedDetail', 'refused'],
] as const)('reads what became of each entry: %s, then sent again, is %s', async (ErrorCode, end) => {
  const answers = [
    { FailedEntryCount: 1, Entries: [{ EventId: '1' }, { ErrorCode, ErrorMessage: 'why' }] },
    { FailedEntryCount: 0, Entries: [{ EventId: '2' }] },
  ];
  const client = clientOn({
    async handle() {
      const headers = { 'content-type': 'application/x-amz-json-1.1' };
      return { response: { statusCode: 200, headers, body: Buffer.from(JSON.stringify(answers.shift())) } };
    },
  });
  const publisher = createPublisher({
    transport: busTransport({ client, busName: BUS }),
    sleep: nextTurn,
  });
  const result = await publisher.publish(ofManyOrders(2));
  expect(result[end].map(({ index }) => index)).toContain(1);
  expect(result.failed).toEqual([]);
  expect(answers).toHaveLength(end === 'accepted' ? 0 : 1);
});

it('tries again when nobody answers', async () => {
  const { client, seen } = bus();
  let calls = 0;
  const send = client.send.bind(client);
  const flaky = Object.assign(Object.create(client) as EventBridgeClient, {
    send: async (...args: Parameters<typeof send>) => {
      calls += 1;
      if (calls === 1) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      return send(...args);
    },
  });
  const transport = busTransport({ client: flaky, busName: BUS });
  const { accepted } = await createPublisher({ transport, sleep: nextTurn }).publish(ofManyOrders(1));
  expect(accepted).toHaveLength(1);
  expect(seen()).toHaveLength(1);
});
