import { describe, expect, test } from 'vitest';
import { CLIENTS_MISSING } from '../clients-engine.ts';
import { commandLine } from './command-line.ts';

const { aws, print, refusal } = commandLine();

interface Message {
  readonly Body: string;
  readonly ReceiptHandle: string;
}

const createQueue = async (name: string, attributes: object = {}) => {
  const options = ['--queue-name', name, '--attributes', JSON.stringify(attributes)];
  return (await aws<{ QueueUrl: string }>('sqs', 'create-queue', ...options)).QueueUrl;
};
const receive = async (url: string, ...options: string[]) =>
  (await aws<{ Messages?: Message[] }>('sqs', 'receive-message', '--queue-url', url, ...options)).Messages ?? [];
const BUS = 'arn:aws:events:us-east-1:000000000000:event-bus/default';
const arnOf = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;

describe.skipIf(CLIENTS_MISSING)('aws sqs', () => {
  test('waits for messages, and sends and deletes them in batches', async () => {
    const url = await createQueue('batches');
    const waiting = receive(url, '--wait-time-seconds', '20');
    const entries = [{ Id: 'a', MessageBody: 'é' }];
    const sent = await aws('sqs', 'send-message-batch', '--queue-url', url, '--entries', JSON.stringify(entries));
    expect(sent).toMatchObject({ Successful: [{ Id: 'a' }] });
    const [message] = await waiting;
    expect(message?.Body).toBe('é');
    const handles = [
      { Id: 'x', ReceiptHandle: message?.ReceiptHandle },
      { Id: 'y', ReceiptHandle: 'nonsense' },
    ];
    expect(
      await aws('sqs', 'delete-message-batch', '--queue-url', url, '--entries', JSON.stringify(handles)),
    ).toMatchObject({ Successful: [{ Id: 'x' }], Failed: [{ Id: 'y', Code: 'ReceiptHandleIsInvalid' }] });
  });

  test('says what is wrong in the words of SQS', async () => {
    expect(await refusal('sqs', 'get-queue-url', '--queue-name', 'none')).toBe(
      'An error occurred (AWS.SimpleQueueService.NonExistentQueue) when calling the GetQueueUrl operation: ' +
        'The specified queue does not exist for this wsdl version.',
    );
  });
});

describe.skipIf(CLIENTS_MISSING)('aws events', () => {
  test('sends what a rule matches to its target', async () => {
    const Statement = { Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: arnOf('matched') };
    const url = await createQueue('matched', { Policy: JSON.stringify({ Version: '2012-10-17', Statement }) });
    const pattern = JSON.stringify({ source: ['shop'], detail: { total: [{ numeric: ['>', 10] }] } });
    const rule = await aws('events', 'put-rule', '--name', 'large', '--event-pattern', pattern);
    expect(rule).toEqual({ RuleArn: 'arn:aws:events:us-east-1:000000000000:rule/large' });
    const targets = `Id=queue,Arn=${arnOf('matched')},InputPath=$.detail`;
    const put = await aws('events', 'put-targets', '--rule', 'large', '--targets', targets);
    expect(put).toEqual({ FailedEntryCount: 0, FailedEntries: [] });
    const entries = [5, 50].map((total) => ({
      Source: 'shop',
      DetailType: 'Placed',
      Detail: JSON.stringify({ total }),
    }));
    const sent = await aws('events', 'put-events', '--entries', JSON.stringify(entries));
    expect(sent).toMatchObject({ FailedEntryCount: 0 });
    const [message] = await receive(url, '--wait-time-seconds', '10');
    expect(message?.Body).toBe('{"total":50}');
  });

  test('tests a pattern', async () => {
    const event = JSON.stringify({
      ...{ id: '1', account: '000000000000', source: 'shop', time: '2026-01-01T00:00:00Z', region: 'us-east-1' },
      ...{ resources: [], 'detail-type': 'Placed', detail: { country: 'DE' } },
    });
    const matches = (pattern: object) =>
      aws('events', 'test-event-pattern', '--event-pattern', JSON.stringify(pattern), '--event', event);
    expect(await matches({ detail: { country: [{ prefix: 'D' }] } })).toEqual({ Result: true });
    const words = ['--event-pattern', '{"source":"shop"}', '--event', event];
    expect(await refusal('events', 'test-event-pattern', ...words)).toContain(
      'An error occurred (InvalidEventPatternException) when calling the TestEventPattern operation: ' +
        'Event pattern is not valid. Reason: "source" must be an object or an array',
    );
  });

  test('keeps an archive', async () => {
    const made = ['--archive-name', 'all', '--event-source-arn', BUS, '--retention-days', '7'];
    await aws('events', 'create-archive', ...made);
    const described = await print('events', 'describe-archive', '--archive-name', 'all', '--query', 'RetentionDays');
    expect(described.trim()).toBe('7');
  });

  test('replays an archive to a rule', async () => {
    const Statement = { Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: arnOf('replayed') };
    const url = await createQueue('replayed', { Policy: JSON.stringify({ Version: '2012-10-17', Statement }) });
    await aws('events', 'create-archive', '--archive-name', 'shop', '--event-source-arn', BUS);
    const entry = { Source: 'archived', DetailType: 'Placed', Detail: '{}' };
    const entries = ['2026-01-01T10:00:00Z', '2026-01-02T10:00:00Z'].map((Time) => ({ ...entry, Time }));
    await aws('events', 'put-events', '--entries', JSON.stringify(entries));
    const rule = ['--name', 'rebuild', '--event-pattern', JSON.stringify({ source: ['archived'] })];
    const { RuleArn } = await aws<{ RuleArn: string }>('events', 'put-rule', ...rule);
    await aws('events', 'put-targets', '--rule', 'rebuild', '--targets', `Id=queue,Arn=${arnOf('replayed')}`);

    const source = ['--event-source-arn', 'arn:aws:events:us-east-1:000000000000:archive/shop'];
    const times = ['--event-start-time', '2026-01-02T00:00:00Z', '--event-end-time', '2026-01-03T00:00:00Z'];
    const destination = ['--destination', JSON.stringify({ Arn: BUS, FilterArns: [RuleArn] })];
    const start = ['events', 'start-replay', '--replay-name', 'order-2', ...source, ...times, ...destination];
    expect(await aws(...start)).toMatchObject({
      ReplayArn: 'arn:aws:events:us-east-1:000000000000:replay/order-2',
      State: 'STARTING',
    });
    const [message] = await receive(url, '--wait-time-seconds', '10');
    expect(JSON.parse(message?.Body ?? '')).toMatchObject({ time: '2026-01-02T10:00:00Z', 'replay-name': 'order-2' });
    const described = () => aws<{ State: string }>('events', 'describe-replay', '--replay-name', 'order-2');
    await expect.poll(described, { timeout: 10_000 }).toMatchObject({
      State: 'COMPLETED',
      Destination: { Arn: BUS, FilterArns: [RuleArn] },
    });
    const listed = await print('events', 'list-replays', '--state', 'COMPLETED', '--query', 'Replays[].ReplayName');
    expect(JSON.parse(listed)).toEqual(['order-2']);
    expect(await refusal('events', 'cancel-replay', '--replay-name', 'order-2')).toBe(
      'An error occurred (IllegalStatusException) when calling the CancelReplay operation: ' +
        'Replay order-2 is not in a valid state for this operation.',
    );
    expect(await refusal(...start)).toContain('(ResourceAlreadyExistsException)');
  });
});
