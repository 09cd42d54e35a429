/** The system broken on purpose, in ways it might really be: the simulation is worth something if it catches each. */

import type { Functions, Handler } from './functions.ts';
import { functions } from './functions.ts';
import { atOnce, partialFor, racing } from './likelier.ts';
import type { Call, Tamper } from './network.ts';
import type { SimulationOptions } from './simulate.ts';

export interface BrokenVariant extends Omit<SimulationOptions, 'seed'> {
  readonly name: string;
  /** A seed that is known to catch it, tried before others: `npm run simulate -- --variants` finds it anew. */
  readonly caughtBy: number;
}

type Json = Record<string, unknown>;

/** Rewrites the body of one operation of one function. */
function rewriting(functionPrefix: string, operation: string, rewrite: (body: Json) => Json): Tamper {
  return (call, body) =>
    isBy(call, functionPrefix) && call.operation === operation
      ? JSON.stringify(rewrite(JSON.parse(body) as Json))
      : body;
}

function isBy({ process }: Call, prefix: string): boolean {
  return process.name.startsWith(prefix);
}

function without(body: Json, ...names: string[]): Json {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
}

/** Wraps a function's handler. */
function wrapping(name: keyof Functions, wrap: (handler: Handler) => Handler): Partial<Functions> {
  return { [name]: (...given: Parameters<Functions['recorder']>) => wrap(functions[name](...given)) };
}

/** Whatever became of the batch, it is acknowledged. */
const acknowledgeAll = (handler: Handler): Handler => {
  return async (event, context) => {
    await handler(event, context).catch(() => undefined);
    return { batchItemFailures: [] };
  };
};

/** The batch is acknowledged while it is still being worked on. */
const acknowledgeFirst = (handler: Handler): Handler => {
  return async (event, context) => {
    void handler(event, context).catch(() => undefined);
    return { batchItemFailures: [] };
  };
};

/** Only the last record of a batch is looked at. */
const lastOnly = (handler: Handler): Handler => {
  return (event: { Records: unknown[] }, context) => handler({ Records: event.Records.slice(-1) }, context);
};

const dropAll: Handler = async () => ({ batchItemFailures: [] });

const condition = ['ConditionExpression', 'ReturnValuesOnConditionCheckFailure'];

export const brokenVariants: readonly BrokenVariant[] = [
  {
    name: 'the append without its condition',
    caughtBy: 1,
    tamper: rewriting('recorder', 'PutItem', (body) => without(body, ...condition)),
  },
  {
    name: 'a dedupe that forgets: entries without their digest',
    caughtBy: 1,
    tamper: rewriting('recorder', 'PutItem', (body) => ({
      ...body,
      Item: without(body['Item'] as Json, 'identities'),
    })),
  },
  {
    name: 'a dedupe that sees only the head',
    caughtBy: 1,
    tamper: rewriting('recorder', 'GetItem', (body) => ({
      ...body,
      Key: { order: { S: 'nobody' }, version: { N: '1' } },
    })),
  },
  { name: 'a recorder that acknowledges what failed', caughtBy: 2, functions: wrapping('recorder', acknowledgeAll) },
  {
    name: 'a recorder that acknowledges before it writes',
    caughtBy: 1,
    functions: wrapping('recorder', acknowledgeFirst),
  },
  { name: 'a recorder that drops all but the last', caughtBy: 1, functions: wrapping('recorder', lastOnly) },
  { name: 'an unroutable event that is dropped', caughtBy: 4, functions: wrapping('unroutable', () => dropAll) },
  {
    name: 'a relay that ignores FailedEntryCount',
    caughtBy: 2,
    ...racing('order'),
    ...partialFor('relay'),
    functions: wrapping('relay', acknowledgeAll),
  },
  { name: 'a relay that drops all but the last', caughtBy: 7, ...atOnce, functions: wrapping('relay', lastOnly) },
  {
    name: 'a projector that acknowledges what failed',
    caughtBy: 5,
    functions: wrapping('order-projector', acknowledgeAll),
  },
  {
    name: 'a projector that acknowledges before it writes',
    caughtBy: 4,
    functions: wrapping('sales-projector', acknowledgeFirst),
  },
  {
    name: 'rows of orders written without their condition',
    caughtBy: 12,
    tamper: rewriting('order-projector', 'PutItem', (body) =>
      isRow(body) ? without(body, ...condition, 'ExpressionAttributeValues') : body,
    ),
    ...racing('order'),
  },
  {
    name: 'a projector that finds nothing in the log where there is a gap',
    caughtBy: 4,
    tamper: rewriting('order-projector', 'Query', (body) => ({
      ...body,
      ExpressionAttributeValues: { ':order': { S: 'nobody' }, ':version': { N: '0' } },
    })),
  },
  {
    name: 'contributions added without the condition on their order',
    caughtBy: 1,
    ...racing('sales'),
    tamper: rewriting('sales-projector', 'TransactWriteItems', (body) => ({
      ...body,
      TransactItems: (body['TransactItems'] as Json[]).map((item) =>
        item['Put'] === undefined
          ? item
          : { Put: without(item['Put'] as Json, ...condition, 'ExpressionAttributeValues') },
      ),
    })),
  },
  {
    name: 'sums that are set, not added to',
    caughtBy: 2,
    ...racing('sales'),
    tamper: rewriting('sales-projector', 'TransactWriteItems', (body) => ({
      ...body,
      TransactItems: (body['TransactItems'] as { Update?: Json }[]).map((item) =>
        item.Update === undefined
          ? item
          : { Update: { ...item.Update, UpdateExpression: setting(String(item.Update['UpdateExpression'])) } },
      ),
    })),
  },
];

/** Projectors write control records too. */
function isRow({ Item }: Json): boolean {
  return !('record' in (Item as Json));
}

/** `ADD a :a, b :b SET c = :c` as `SET c = :c, a = :a, b = :b`. */
function setting(expression: string): string {
  const [added = '', set = ''] = expression.replace('ADD ', '').split(' SET ');
  return `SET ${set}, ${added.replaceAll(' :', ' = :')}`;
}
