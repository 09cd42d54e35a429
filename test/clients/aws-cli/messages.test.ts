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
    const source = 'arn:aws:events:us-east-1:000000000000:event-bus/default';
    const made = ['--archive-name', 'all', '--event-source-arn', source, '--retention-days', '7'];
    await aws('events', 'create-archive', ...made);
    const described = await print('events', 'describe-archive', '--archive-name', 'all', '--query', 'RetentionDays');
    expect(described.trim()).toBe('7');
  });
});
