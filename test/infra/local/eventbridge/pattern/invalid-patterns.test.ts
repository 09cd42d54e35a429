import { expect, test } from 'vitest';
import { compilePattern } from '../../../../../infra/local/eventbridge/pattern/compile-pattern.ts';

/** Patterns AWS refuses, with its reason; a number is the column it names. */
const REFUSED: readonly (readonly [pattern: string, reason: string, column?: number])[] = [
  ['["a"]', 'Filter is not an object', 2],
  ['{}', 'Empty objects are not allowed', 3],
  ['{"a": {}}', 'Empty objects are not allowed', 9],
  ['{"int": 42}', '"int" must be an object or an array', 11],
  ['{"string": "my-value"}', '"string" must be an object or an array', 13],
  ['{"resources": []}', 'Empty arrays are not allowed', 17],
  ['{"a": [["b"]]}', 'Match value must be String, number, true, false, or null', 9],
  ['{"my_key": [{"EXISTS": true}]}', 'Unrecognized match type EXISTS', 28],
  ['{"a": [{}]}', 'Match expression name not found', 10],
  ['{"detail": {"c": [{"numeric": [">", 0, ">", 0]}]}}', 'Bad numeric range operator: >', 43],
  ['{"detail": {"c": [{"numeric": [">", 0, "<"]}]}}', 'Value of < must be numeric', 44],
  ['{"a": [{"numeric": ["<", 1, ">", 0]}]}', 'Too many elements in numeric expression', 30],
  ['{"a": [{"numeric": [">", 1, "<", 1]}]}', 'Bottom must be less than top', 36],
  ['{"a": [{"numeric": ["=", 2e22]}]}', 'Value must be between -5.0E9 and 5.0E9, inclusive', 30],
  ['{"a": [{"numeric": ["<>", 1]}]}', 'Unrecognized numeric range operator: <>'],
  ['{"a": [{"numeric": ["=", "1"]}]}', 'Value of equals must be numeric'],
  ['{"a": [{"numeric": 1}]}', 'Value of numeric must be an array.'],
  ['{"time": [{"prefix": 123}]}', 'prefix match pattern must be a string', 25],
  ['{"time": [{"prefix": ["2022-07-13"]}]}', 'prefix match pattern must be a string', 23],
  ['{"a": [{"prefix": {"suffix": "x"}}]}', 'Unsupported prefix pattern: suffix'],
  ['{"a": [{"prefix": "x", "suffix": "y"}]}', 'Only one key allowed in match expression'],
  ['{"a": [{"suffix": 1}]}', 'suffix match pattern must be a string'],
  ['{"a": [{"equals-ignore-case": ["x"]}]}', 'equals-ignore-case match pattern must be a string'],
  ['{"a": [{"exists": "yes"}]}', 'exists match pattern must be either true or false.'],
  ['{"EventBusArn": [{"wildcard": 123}]}', 'wildcard match pattern must be a string', 34],
  ['{"a": [{"wildcard": "x:**:y"}]}', 'Consecutive wildcard characters at pos 3', 29],
  ['{"a": [{"wildcard": "é**"}]}', 'Consecutive wildcard characters at pos 3'],
  ['{"a": [{"wildcard": "x\\\\y"}]}', 'Invalid escape character at pos 2'],
  ['{"a": [{"anything-but": true}]}', 'Value of anything-but must be an array or single string/number value.'],
  ['{"a": [{"anything-but": {"exists": true}}]}', 'Unsupported anything-but pattern: exists'],
  ['{"a": [{"anything-but": {"prefix": ""}}]}', 'Null prefix/suffix not allowed'],
  ['{"a": [{"anything-but": {"prefix": 123}}]}', 'prefix/suffix match pattern must be a string', 39],
  ['{"a": [{"cidr": 1}]}', 'prefix match pattern must be a string'],
  ['{"$or": {"a": [1]}}', 'It must be an Array followed with $or.'],
  ['{"$or": [{"a": [1]}]}', 'There must have at least 2 Objects in $or relationship.'],
  ['{"$or": [{"a": [1]}, 2]}', 'Only JSON object is allowed in array of $or relationship.'],
  ['{"$or": [{"a": [1]}, {"numeric": [1]}]}', 'numeric is Ruler reserved fieldName which cannot be used inside $or.'],
  [
    'this is no JSON',
    "Unrecognized token 'this': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    5,
  ],
  ["{'bad': 1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name", 2],
];

test.each(REFUSED.map(([pattern, reason, column]) => ({ pattern, reason, column })))('$pattern', (refused) => {
  const { pattern, reason, column = '' } = refused;
  expect(() => compilePattern(pattern)).toThrow(
    `${reason}\n at [Source: (String)"${pattern}"; line: 1, column: ${column}`,
  );
});

/** These come without a place. */
const UNPLACED: readonly (readonly [pattern: string, reason: string])[] = [
  ['{"a": [{"cidr": "10.0.0.0"}]}', "Malformed CIDR, one '/' required"],
  ['{"a": [{"cidr": "10.0.0.0/x"}]}', 'Malformed CIDR, mask bits must be an integer'],
  ['{"a": [{"cidr": "10.0.0.0/-1"}]}', 'Malformed CIDR, mask bits must not be negative'],
  ['{"a": [{"cidr": "10.0.0.0/32"}]}', 'IPv4 mask bits must be < 32'],
  ['{"a": [{"cidr": "::/128"}]}', 'IPv6 mask bits must be < 128'],
  ['{"a": [{"cidr": "xx.11.xx/8"}]}', 'Nonstandard IP address: xx.11.xx'],
  ['{"a": [{"cidr": "300.0.0.1/8"}]}', 'Invalid IP address: 300.0.0.1'],
  [
    '{"a": [{"wildcard": "*:*:*:*:*:event-bus/*"}]}',
    'Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character',
  ],
];

test.each(UNPLACED)('%s', (pattern, reason) => {
  expect(() => compilePattern(pattern)).toThrow(expect.objectContaining({ message: reason }));
});

test('what goes wrong inside a list of anything-but is placed twice', () => {
  const pattern = '{"a": [{"anything-but": {"equals-ignore-case": [1]}}]}';
  const place = `\n at [Source: (String)"${pattern}"; line: 1, column: 50]`;
  const reason = 'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.';
  expect(() => compilePattern(pattern)).toThrow(expect.objectContaining({ message: reason + place + place }));
});

test('lists of anything-but are all strings or all numbers', () => {
  for (const list of ['["a", 1]', '[]', '[true]'])
    expect(() => compilePattern(`{"a": [{"anything-but": ${list}}]}`)).toThrow('Inside anything but list');
});

test('lines are counted, and a long pattern is shown in part', () => {
  expect(() => compilePattern('{\n  "a": 1\n}')).toThrow('line: 2, column: 9');
  expect(() => compilePattern(`{"a": ["${'x'.repeat(600)}"], "b": 1}`)).toThrow('"[truncated 119 chars]; line: 1');
});

test.each([
  { wildcard: 'arn:aws:events:us-east-1:*:event-bus/*' },
  { wildcard: '*:*:*:*:event-bus/*' },
  { wildcard: '/Users/*/dir/dir/dir/dir/dir/doc.txt' },
  { 'anything-but': { wildcard: ['*/init/*', '*/dir/*'] } },
])('%j is not too complex', (expression) => {
  expect(() => compilePattern(JSON.stringify({ a: [expression] }))).not.toThrow();
});
