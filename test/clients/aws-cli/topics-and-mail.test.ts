import { describe, expect, test } from 'vitest';
import { CLIENTS_MISSING } from '../clients-engine.ts';
import { commandLine } from './command-line.ts';

const { aws, engine, print, refusal } = commandLine();

const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:subscribed';

interface Received {
  readonly Messages?: readonly { readonly Body: string }[];
}

describe.skipIf(CLIENTS_MISSING)('aws sns', () => {
  test('delivers what passes the filter of a subscription', async () => {
    const Principal = { Service: 'sns.amazonaws.com' };
    const Statement = { Effect: 'Allow', Principal, Action: 'sqs:SendMessage', Resource: QUEUE };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    const attributes = ['--attributes', JSON.stringify({ Policy })];
    const { QueueUrl = '' } = await aws<{ QueueUrl?: string }>(
      ...['sqs', 'create-queue', '--queue-name', 'subscribed', ...attributes],
    );
    const { TopicArn = '' } = await aws<{ TopicArn?: string }>('sns', 'create-topic', '--name', 'orders');
    const filter = JSON.stringify({ FilterPolicy: JSON.stringify({ total: [{ numeric: ['>', 10] }] }) });
    const subscription = await aws(
      ...['sns', 'subscribe', '--topic-arn', TopicArn, '--protocol', 'sqs', '--notification-endpoint', QUEUE],
      ...['--attributes', filter],
    );
    for (const total of ['5', '50']) {
      const entry = JSON.stringify({ total: { DataType: 'Number', StringValue: total } });
      await aws(
        ...['sns', 'publish', '--topic-arn', TopicArn, '--message', `é ${total}`, '--subject', 'Total'],
        ...['--message-attributes', entry],
      );
    }
    const wait = ['--wait-time-seconds', '10'];
    const { Messages = [] } = await aws<Received>('sqs', 'receive-message', '--queue-url', QueueUrl, ...wait);
    expect(Messages.map(({ Body }) => JSON.parse(Body) as object)).toMatchObject([
      {
        Type: 'Notification',
        TopicArn,
        Subject: 'Total',
        Message: 'é 50',
        MessageAttributes: { total: { Type: 'Number', Value: '50' } },
      },
    ]);
    expect(await aws('sns', 'list-subscriptions-by-topic', '--topic-arn', TopicArn)).toMatchObject({
      Subscriptions: [{ ...subscription, Protocol: 'sqs', Endpoint: QUEUE }],
    });
  });

  test('publishes a batch, and says what was wrong in it', async () => {
    const { TopicArn = '' } = await aws<{ TopicArn?: string }>('sns', 'create-topic', '--name', 'batches');
    const entries = JSON.stringify([
      { Id: 'a', Message: 'x' },
      { Id: 'b', Message: 'x', Subject: 'two\nlines' },
    ]);
    const options = ['--topic-arn', TopicArn, '--publish-batch-request-entries', entries];
    expect(await aws('sns', 'publish-batch', ...options)).toMatchObject({
      Successful: [{ Id: 'a' }],
      Failed: [{ Id: 'b', Code: 'InvalidParameter', SenderFault: true }],
    });
  });

  test('says what is wrong in the words of SNS', async () => {
    const arn = 'arn:aws:sns:us-east-1:000000000000:none';
    expect(await refusal('sns', 'publish', '--topic-arn', arn, '--message', 'x')).toBe(
      'An error occurred (NotFound) when calling the Publish operation: Topic does not exist',
    );
  });
});

describe.skipIf(CLIENTS_MISSING)('aws sesv2 and ses', () => {
  test('send mail that is in the mailbox, from verified senders alone', async () => {
    const content = JSON.stringify({
      Simple: { Subject: { Data: 'Grüße' }, Body: { Html: { Data: '<b>Hello</b>' } } },
    });
    const mail = [
      ...['sesv2', 'send-email', '--from-email-address', 'Shop <shop@example.com>'],
      ...['--destination', 'ToAddresses=ann@example.org', '--content', content],
    ];
    expect(await refusal(...mail)).toBe(
      'An error occurred (MessageRejected) when calling the SendEmail operation: Email address is not verified. ' +
        'The following identities failed the check in region US-EAST-1: Shop <shop@example.com>',
    );
    await print('sesv2', 'create-email-identity', '--email-identity', 'example.com');
    const sent = await aws<{ MessageId: string }>(...mail);
    const old = await aws<{ MessageId: string }>(
      ...['ses', 'send-email', '--from', 'shop@example.com', '--to', 'bob@example.org'],
      ...['--subject', 'Old', '--text', 'Hello'],
    );
    const listed = (await (await fetch(`${engine().awsUrl}/_local/mail`)).json()) as object[];
    expect(listed).toMatchObject([
      { id: sent.MessageId, to: ['ann@example.org'], subject: 'Grüße', html: '<b>Hello</b>' },
      { id: old.MessageId, to: ['bob@example.org'], subject: 'Old', text: 'Hello' },
    ]);
    expect(await aws('sesv2', 'list-email-identities')).toMatchObject({
      EmailIdentities: [{ IdentityName: 'example.com', IdentityType: 'DOMAIN' }],
    });
  });
});
