/** The system broken on purpose, in ways it might really be: the simulation is worth something if it catches each. */

import type { Functions, Handler } from './functions.ts';
import { functions } from './functions.ts';
import type { Call, Tamper } from './network.ts';
import type { SimulationOptions } from './simulate.ts';

export interface BrokenVariant extends Omit<SimulationOptions, 'seed'> {
  readonly name: string;
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
    tamper: rewriting('recorder', 'PutItem', (body) => without(body, ...condition)),
  },
  {
    name: 'a dedupe that forgets: entries without their digest',
    tamper: rewriting('recorder', 'PutItem', (body) => ({
      ...body,
      Item: without(body['Item'] as Json, 'identities'),
    })),
  },
  {
    name: 'a dedupe that sees only the head',
    tamper: rewriting('recorder', 'GetItem', (body) => ({
      ...body,
      Key: { order: { S: 'nobody' }, version: { N: '1' } },
    })),
  },
  { name: 'a recorder that acknowledges what failed', functions: wrapping('recorder', acknowledgeAll) },
  { name: 'a recorder that acknowledges before it writes', functions: wrapping('recorder', acknowledgeFirst) },
  { name: 'a recorder that drops all but the last', functions: wrapping('recorder', lastOnly) },
  { name: 'an unroutable event that is dropped', functions: wrapping('unroutable', () => dropAll) },
  { name: 'a relay that ignores FailedEntryCount', functions: wrapping('relay', acknowledgeAll) },
  { name: 'a relay that drops all but the last', functions: wrapping('relay', lastOnly) },
  { name: 'a projector that acknowledges what failed', functions: wrapping('order-projector', acknowledgeAll) },
  { name: 'a projector that acknowledges before it writes', functions: wrapping('sales-projector', acknowledgeFirst) },
  {
    name: 'rows of orders written without their condition',
    tamper: rewriting('order-projector', 'PutItem', (body) => without(body, ...condition, 'ExpressionAttributeValues')),
  },
  {
    name: 'a projector that finds nothing in the log where there is a gap',
    tamper: rewriting('order-projector', 'Query', (body) => ({
      ...body,
      ExpressionAttributeValues: { ':order': { S: 'nobody' }, ':version': { N: '0' } },
    })),
  },
  {
    name: 'contributions added without the condition on their order',
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

/** `ADD a :a, b :b` as `SET a = :a, b = :b`. */
function setting(expression: string): string {
  return expression
    .replace('ADD ', 'SET ')
    .replaceAll(/(\w+) (:\w+)/g, '$1 = $2')
    .replace('SET = ', 'SET ');
}
