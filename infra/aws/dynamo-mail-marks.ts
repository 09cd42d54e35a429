/** The marks of sent mails as a DynamoDB table: an item each, key (`event`, `recipient`), put only if absent. */

import { hash } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { KEEP_MS, type Beginning, type MailIdentity, type MailMarks } from '../../domain/ports/mail-marks.ts';
import { reaching } from './unavailable.ts';

export interface MailMarksParts {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

type Item = Record<string, AttributeValue>;

export function dynamoMailMarks({ client, table, now, random }: MailMarksParts): MailMarks {
  const reach = <T>(call: () => Promise<T>): Promise<T> => reaching('The table of sent mails', call);

  /** Nothing where somebody else holds the mark. */
  async function release(key: Item, attempt: string): Promise<void> {
    const input = {
      TableName: table,
      Key: key,
      ConditionExpression: 'attempt = :attempt AND #state = :sending',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':attempt': { S: attempt }, ':sending': { S: 'sending' } },
    };
    await reach(() => client.send(new DeleteItemCommand(input))).catch((error: unknown) => {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    });
  }

  /** An expired item counts as absent: DynamoDB may leave it there for days. */
  async function put(item: Item, nowMs: number): Promise<Item | undefined> {
    try {
      const input = {
        TableName: table,
        Item: item,
        ConditionExpression: 'attribute_not_exists(event) OR expires <= :now',
        ExpressionAttributeValues: { ':now': { N: String(Math.floor(nowMs / 1000)) } },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
      };
      await reach(() => client.send(new PutItemCommand(input)));
      return undefined;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException && error.Item) return error.Item;
      throw error;
    }
  }

  return {
    async begin(mail, version): Promise<Beginning> {
      const key = keyOf(mail);
      const nowMs = now();
      const attempt = Math.floor(random() * Number.MAX_SAFE_INTEGER).toString(36);
      const item = {
        ...key,
        version: { N: String(version) },
        state: { S: 'sending' },
        attempt: { S: attempt },
        since: { N: String(nowMs) },
        expires: { N: String(Math.ceil((nowMs + KEEP_MS) / 1000)) },
      };
      const earlier = await put(item, nowMs).catch(async (error: unknown) => {
        // Perhaps only the answer was lost. Nothing was sent, and nobody else should think so.
        await release(key, attempt).catch(() => undefined);
        throw error;
      });
      // The client's own second try finds what its first one put.
      if (earlier !== undefined && earlier['attempt']?.S !== attempt) return beginningOf(earlier);
      return {
        state: 'begun',
        mark: {
          release: () => release(key, attempt),
          async settle(settlement) {
            const [name, value] =
              settlement.type === 'sent' ? ['messageId', settlement.messageId] : ['reason', settlement.reason];
            const input = {
              TableName: table,
              Key: key,
              UpdateExpression: 'SET #state = :state, #detail = :detail',
              ConditionExpression: 'attempt = :attempt',
              ExpressionAttributeNames: { '#state': 'state', '#detail': name },
              ExpressionAttributeValues: {
                ':state': { S: settlement.type },
                ':detail': { S: value },
                ':attempt': { S: attempt },
              },
            };
            await reach(() => client.send(new UpdateItemCommand(input)));
          },
        },
      };
    },
  };
}

/** No part of an event's identity holds a space. The address is personal, so its hash stands for it. */
function keyOf({ order, source, id, recipient }: MailIdentity): Item {
  return { event: { S: `${order} ${source} ${id}` }, recipient: { S: hash('sha256', recipient.toLowerCase()) } };
}

function beginningOf({ state, since }: Item): Beginning {
  if (state?.S === 'sent' || state?.S === 'refused') return { state: state.S };
  return { state: 'sending', sinceMs: Number(since?.N ?? 0) };
}
