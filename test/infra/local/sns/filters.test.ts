import { expect, test } from 'vitest';
import { arnOf, messagesIn, snsRig } from './sns-rig.ts';

type Attributes = Readonly<Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>>;

const text = (StringValue: string) => ({ DataType: 'String', StringValue });
const number = (value: number) => ({ DataType: 'Number', StringValue: String(value) });
const list = (...values: unknown[]) => ({ DataType: 'String.Array', StringValue: JSON.stringify(values) });

/** Whether a message reaches a queue that is subscribed with the filter. */
function passes(policy: object, scope: string, message: { body?: unknown; attributes?: Attributes }): boolean {
  const { topic, queue, subscribe, publish, receive } = snsRig();
  const [TopicArn, q] = [topic(), queue('q')];
  subscribe(TopicArn, q, { FilterPolicy: JSON.stringify(policy), FilterPolicyScope: scope });
  const body = message.body ?? 'x';
  publish(TopicArn, typeof body === 'string' ? body : JSON.stringify(body), { MessageAttributes: message.attributes });
  return receive(q).length === 1;
}

test.each<[string, object, Attributes, boolean]>([
  ['a value', { a: ['x', 'y'] }, { a: text('y') }, true],
  ['another value', { a: ['x', 'y'] }, { a: text('Y') }, false],
  ['all of several', { a: ['x'], b: [1] }, { a: text('x'), b: number(1), c: text('z') }, true],
  ['only some of several', { a: ['x'], b: [1] }, { a: text('x') }, false],
  ['a number by its value', { a: [1] }, { a: { DataType: 'Number', StringValue: '1.0' } }, true],
  ['a text for a number', { a: [1] }, { a: text('1') }, false],
  ['a range', { a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: number(5) }, true],
  ['out of range', { a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: number(5.1) }, false],
  ['a prefix', { a: [{ prefix: 'or' }] }, { a: text('order') }, true],
  ['a suffix', { a: [{ suffix: '.png' }] }, { a: text('a.png') }, true],
  ['upper case', { a: [{ 'equals-ignore-case': 'Tennis' }] }, { a: text('TENNIS') }, true],
  ['anything but this', { a: [{ 'anything-but': ['x', 'y'] }] }, { a: text('x') }, false],
  ['anything else', { a: [{ 'anything-but': ['x', 'y'] }] }, { a: text('z') }, true],
  ['anything, if it is there', { a: [{ 'anything-but': ['x'] }] }, {}, false],
  ['anything but a prefix', { a: [{ 'anything-but': { prefix: 'or' } }] }, { a: text('order') }, false],
  ['an address of a block', { a: [{ cidr: '10.0.0.0/24' }] }, { a: text('10.0.0.255') }, true],
  ['existence', { a: [{ exists: true }] }, { a: number(1) }, true],
  ['absence', { a: [{ exists: false }] }, { a: number(1) }, false],
  ['absence of what is absent', { a: [{ exists: false }] }, { b: number(1) }, true],
  ['one of a list', { a: ['x'] }, { a: list('w', 'x') }, true],
  ['a list with something else', { a: [{ 'anything-but': ['x'] }] }, { a: list('x', 'y') }, true],
  ['none of a list', { a: ['x'] }, { a: list('w', 1, true, null) }, false],
  ['a true of a list', { a: [true, null] }, { a: list('w', true) }, true],
  ['a list that is none', { a: ['x'] }, { a: { DataType: 'String.Array', StringValue: 'x' } }, false],
  ['bytes', { a: [{ exists: true }] }, { a: { DataType: 'Binary', BinaryValue: 'AAAA' } }, false],
  ['one or the other', { $or: [{ a: ['x'] }, { b: ['y'] }] }, { b: text('y') }, true],
  ['neither', { $or: [{ a: ['x'] }, { b: ['y'] }] }, { b: text('x') }, false],
])('attributes: %s', (_name, policy, attributes, expected) => {
  expect(passes(policy, 'MessageAttributes', { attributes })).toBe(expected);
});

test.each<[string, object, unknown, boolean]>([
  ['a nested value', { order: { state: ['paid'] } }, { order: { state: 'paid', n: 1 } }, true],
  ['another nested value', { order: { state: ['paid'] } }, { order: { state: 'placed' } }, false],
  ['one of a list', { tags: ['x'] }, { tags: ['w', 'x'] }, true],
  ['one object of a list', { lines: { sku: ['a'], n: [2] } }, { lines: [{ sku: 'a', n: 2 }, { sku: 'b' }] }, true],
  [
    'halves of two objects',
    { lines: { sku: ['a'], n: [2] } },
    {
      lines: [
        { sku: 'a', n: 1 },
        { sku: 'b', n: 2 },
      ],
    },
    false,
  ],
  ['a nested alternative', { a: { $or: [{ b: [1] }, { c: [2] }] } }, { a: { c: 2 } }, true],
  ['a body that is no JSON', { a: [{ exists: false }] }, 'text', false],
  ['a body that is no object', { a: [{ exists: false }] }, [1], false],
])('body: %s', (_name, policy, body, expected) => {
  expect(passes(policy, 'MessageBody', { body })).toBe(expected);
});

test('each subscription has a filter of its own, and none takes all', () => {
  const { topic, queue, subscribe, publish, receive } = snsRig();
  const TopicArn = topic();
  const queues = ['red', 'blue', 'all'].map(queue);
  queues.forEach((endpoint, index) =>
    subscribe(TopicArn, endpoint, index === 2 ? {} : { FilterPolicy: `{"colour":["${['red', 'blue'][index]}"]}` }),
  );
  for (const colour of ['red', 'blue', 'green'])
    publish(TopicArn, colour, { MessageAttributes: { colour: text(colour) } });
  expect(queues.map((endpoint) => messagesIn(receive(endpoint)))).toEqual([
    ['red'],
    ['blue'],
    ['blue', 'green', 'red'],
  ]);
});

const values = (count: number): string[] => Array.from({ length: count }, (_, index) => `v${index}`);
const orWith = (spaces: number, sources: number) => ({
  source: values(sources),
  $or: [{ metric: values(6) }, { type: values(4), $or: [{ metricId: values(4) }, { spaceId: values(spaces) }] }],
});

test.each<[string, unknown, string, string]>([
  ['no list', { a: 'x' }, 'MessageBody', 'FilterPolicy: "a" must be an object or an array'],
  ['an unknown operator', { a: [{ like: 'x' }] }, 'MessageAttributes', 'FilterPolicy: Unrecognized match type like'],
  ['a wildcard', { a: [{ wildcard: 'x*' }] }, 'MessageAttributes', 'Unrecognized match type wildcard'],
  [
    'a suffix excluded',
    { a: [{ 'anything-but': { suffix: 'x' } }] },
    'MessageAttributes',
    'Unsupported anything-but pattern: suffix',
  ],
  [
    'nesting',
    { a: { b: ['x'] } },
    'MessageAttributes',
    'Filter policy scope MessageAttributes does not support nested filter policy',
  ],
  ['nesting in $or', { $or: [{ a: { b: ['x'] } }, { c: ['x'] }] }, 'MessageAttributes', 'does not support nested'],
  [
    'six keys',
    Object.fromEntries(values(6).map((key) => [key, ['x']])),
    'MessageBody',
    'FilterPolicy: Filter policy can not have more than 5 keys',
  ],
  ['151 values', { a: values(151) }, 'MessageAttributes', 'FilterPolicy: Filter policy is too complex'],
  [
    '216 deep combinations',
    { a: { b: { c: values(4) } }, d: { e: values(3) }, f: values(3) },
    'MessageBody',
    'Filter policy is too complex',
  ],
  ['152 combinations of alternatives', orWith(4, 4), 'MessageAttributes', 'Filter policy is too complex'],
])('a filter with %s is refused', (_name, policy, scope, message) => {
  const { topic, subscribe } = snsRig();
  const FilterPolicy = JSON.stringify(policy);
  expect(() => subscribe(topic(), arnOf('sqs', 'q'), { FilterPolicy, FilterPolicyScope: scope })).toThrow(message);
});

test('150 combinations are taken', () => {
  const { topic, subscribe } = snsRig();
  expect(subscribe(topic(), arnOf('sqs', 'q'), { FilterPolicy: JSON.stringify(orWith(7, 3)) })).toContain(':orders:');
});

test('a filter that is no JSON is refused as such', () => {
  const { topic, subscribe } = snsRig();
  expect(() => subscribe(topic(), arnOf('sqs', 'q'), { FilterPolicy: '{invalid}' })).toThrow(
    "Invalid parameter: Attributes Reason: FilterPolicy: failed to parse JSON. Unexpected character ('i' (code 105)): was expecting double-quote to start field name",
  );
});
