import { describe, expect, test } from 'vitest';
import { matches } from './matches.ts';

/** A list of match values, values it accepts, and values it does not. */
type Case = readonly [values: unknown[], accepts: unknown[], rejects: unknown[]];

const OPERATORS: Readonly<Record<string, Case>> = {
  'strings are equal as a whole': [
    ['a', ''],
    ['a', ''],
    ['A', 'ab', null, 1],
  ],
  'numbers are equal by value': [
    [1, 0.5, 300],
    [1, 1.0, 0.5, 3e2],
    ['1', 1.1, true],
  ],
  'numbers beyond the comparable range are equal too': [[123456789012], [123456789012], [123456789013]],
  'true, false and null are themselves': [
    [true, null],
    [true, null],
    [false, 'true', 'null', 0, ''],
  ],
  'an address has many spellings': [['::1'], ['::1', '0:0:0:0:0:0:0:1'], ['::2']],
  'what only looks like an address is a string': [['08:23'], ['08:23'], ['8:23']],
  exactly: [[{ exactly: 'a' }], ['a'], ['b', 1]],
  prefix: [[{ prefix: 'ab' }], ['ab', 'abc'], ['Ab', 'a', 12, null]],
  'an empty prefix takes any string': [[{ prefix: '' }], ['', 'x'], [1, null]],
  'prefix in any case': [[{ prefix: { 'equals-ignore-case': 'aB' } }], ['ABc', 'ab'], ['b']],
  suffix: [[{ suffix: '.png' }], ['.png', 'a.png'], ['.PNG', 'png']],
  'suffix in any case': [[{ suffix: { 'equals-ignore-case': '.PnG' } }], ['a.png', '.PNG'], ['.pn']],
  'equals-ignore-case': [[{ 'equals-ignore-case': 'Ärger' }], ['ärger', 'ÄRGER'], ['arger', 1]],
  'anything-but a string': [[{ 'anything-but': 'a' }], ['b', '', 1, null, true], ['a']],
  'anything-but a number': [[{ 'anything-but': 1 }], [2, '1', null], [1, 1.0]],
  'anything-but a list of strings': [[{ 'anything-but': ['a', 'b'] }], ['c', 1], ['a', 'b']],
  'anything-but a list of numbers': [[{ 'anything-but': [1, 2] }], [3, '1'], [1, 2]],
  'anything-but a prefix': [[{ 'anything-but': { prefix: 'a' } }], ['b', 7], ['a', 'ab']],
  'anything-but prefixes': [[{ 'anything-but': { prefix: ['a', 'b'] } }], ['c'], ['ax', 'bx']],
  'anything-but a suffix': [[{ 'anything-but': { suffix: 'a' } }], ['b'], ['a', 'ba']],
  'anything-but suffixes': [[{ 'anything-but': { suffix: ['a', 'b'] } }], ['c'], ['xa', 'xb']],
  'anything-but in any case': [[{ 'anything-but': { 'equals-ignore-case': 'a' } }], ['b', null], ['a', 'A']],
  'anything-but a list in any case': [[{ 'anything-but': { 'equals-ignore-case': ['a', 'b'] } }], ['c'], ['A', 'B']],
  'anything-but a wildcard': [[{ 'anything-but': { wildcard: 'a*c' } }], ['ab'], ['ac', 'abc']],
  'anything-but wildcards': [[{ 'anything-but': { wildcard: ['a*', '*z'] } }], ['b'], ['a', 'z']],
  'numeric bounds': [[{ numeric: ['>', 0, '<=', 5] }], [0.000001, 5], [0, 5.000001, '3', null]],
  'numeric half-open': [[{ numeric: ['<', -1] }], [-1.5, -5e9], [-1, 0]],
  'numeric equality': [[{ numeric: ['=', 3.018e2] }], [301.8], [301.80001, '301.8']],
  'numbers beyond the comparable range are in no numeric range': [[{ numeric: ['>', 0] }], [5e9], [6e9]],
  'exists takes null and empty strings': [[{ exists: true }], [null, '', 0, false], [{}, [], { x: 1 }]],
  'exists not takes what is no leaf': [[{ exists: false }], [{}, [], { x: 1 }], [null, '']],
  'exists not, or a value': [[{ exists: false }, 'a'], ['a', {}], ['b']],
  wildcard: [[{ wildcard: 'a*b*c' }], ['abc', 'axxbyyc', 'abbc'], ['abcd', 'ac', 1]],
  'a wildcard at both ends': [[{ wildcard: '*b*' }], ['b', 'abc'], ['ac']],
  'the ends of a wildcard do not overlap': [[{ wildcard: 'aba*ba' }], ['ababa', 'abaxba'], ['aba']],
  'an escaped asterisk': [[{ wildcard: '\\**' }], ['*', '*x'], ['x']],
  'an escaped backslash': [[{ wildcard: 'a\\\\*' }], ['a\\', 'a\\b'], ['ab']],
  'cidr, IPv4': [[{ cidr: '10.0.0.7/24' }], ['10.0.0.0', '10.0.0.255'], ['10.0.1.0', 'x', 10, '::1']],
  'cidr, IPv6': [[{ cidr: '2001:db8::/33' }], ['2001:db8:7fff::1'], ['2001:db8:8000::', '10.0.0.1']],
  'cidr of everything': [[{ cidr: '0.0.0.0/0' }], ['255.255.255.255'], ['256.0.0.1', '1.2.3']],
  'an array has any of its elements': [['a'], [['b', 'a'], [['a']]], [['b'], []]],
  'anything-but wants one element that is something else': [[{ 'anything-but': 'a' }], [['a', 'b']], [['a'], []]],
};

describe.each(Object.entries(OPERATORS))('%s', (_name, [values, accepts, rejects]) => {
  test.each(accepts.map((value) => ({ value })))('takes $value', ({ value }) => {
    expect(matches({ detail: { x: values } }, { detail: { x: value } })).toBe(true);
  });
  test.each(rejects.map((value) => ({ value })))('does not take $value', ({ value }) => {
    expect(matches({ detail: { x: values } }, { detail: { x: value } })).toBe(false);
  });
});

test('every field must match', () => {
  const pattern = { source: ['a'], detail: { x: [1] } };
  expect(matches(pattern, { source: 'a', detail: { x: 1 } })).toBe(true);
  expect(matches(pattern, { source: 'a', detail: { x: 2 } })).toBe(false);
  expect(matches(pattern, { source: 'a' })).toBe(false);
});

test('fields match within the same array element', () => {
  const event = { people: [{ first: 'Anna', last: 'Smith' }, [{ first: 'Peter', last: 'Jones' }]] };
  expect(matches({ people: { first: ['Anna'], last: ['Smith'] } }, event)).toBe(true);
  expect(matches({ people: { first: ['Peter'], last: ['Jones'] } }, event)).toBe(true);
  expect(matches({ people: { first: ['Anna'], last: ['Jones'] } }, event)).toBe(false);
  expect(matches({ people: { first: ['Anna'], last: [{ 'anything-but': 'Smith' }] } }, event)).toBe(false);
});

test('fields of different arrays are independent', () => {
  const event = { a: [{ x: 1 }, { x: 2 }], b: [{ x: 3 }, { x: 4 }] };
  expect(matches({ a: { x: [1] }, b: { x: [4] } }, event)).toBe(true);
});

test('absence is judged within the element that matched before', () => {
  const event = { items: [{ id: 1, note: 'x' }, { id: 2 }] };
  expect(matches({ items: { id: [2], note: [{ exists: false }] } }, event)).toBe(true);
  expect(matches({ items: { id: [1], note: [{ exists: false }] } }, event)).toBe(false);
  expect(matches({ items: { note: [{ exists: false }] } }, event)).toBe(false);
});

test('$or takes either branch, on any level, with other fields and several times', () => {
  const pattern = {
    source: ['s'],
    $or: [{ a: [1] }, { b: [1], c: [1] }],
    detail: { $or: [{ x: [1] }, { y: [1], $or: [{ z: [1] }, { z: [{ exists: false }], w: [1] }] }] },
  };
  expect(matches(pattern, { source: 's', a: 1, detail: { x: 1 } })).toBe(true);
  expect(matches(pattern, { source: 's', b: 1, c: 1, detail: { y: 1, z: 1 } })).toBe(true);
  expect(matches(pattern, { source: 's', a: 1, detail: { y: 1, w: 1 } })).toBe(true);
  expect(matches(pattern, { source: 's', b: 1, detail: { x: 1 } })).toBe(false);
  expect(matches(pattern, { source: 's', a: 1, detail: { y: 1 } })).toBe(false);
  expect(matches(pattern, { a: 1, detail: { x: 1 } })).toBe(false);
});

test('of a name given twice the last counts', () => {
  expect(matches('{"a": ["x"], "a": ["y"]}', { a: 'y' })).toBe(true);
  expect(matches('{"a": ["x"], "a": ["y"]}', { a: 'x' })).toBe(false);
  expect(matches('{"d": {"a": ["x"]}, "d": {"b": ["y"]}}', { d: { b: 'y' } })).toBe(false);
});

test('a dot in a name is a step on the way', () => {
  expect(matches({ detail: { 'state.status': ['on'] } }, { detail: { state: { status: 'on' } } })).toBe(true);
  expect(matches({ detail: { state: { status: ['on'] } } }, { detail: { 'state.status': 'on' } })).toBe(true);
});

test('names like those of the language are ordinary names', () => {
  const event = JSON.parse('{"detail": {"__proto__": {"a": 1}, "constructor": "c"}}') as object;
  expect(matches('{"detail": {"__proto__": {"a": [1]}, "constructor": ["c"]}}', event)).toBe(true);
  expect(matches({ detail: { toString: [{ exists: true }] } }, { detail: {} })).toBe(false);
});

test('escapes in a pattern mean characters', () => {
  expect(matches('{"\\u0061": ["\\"\\\\\\/\\n\\u00e9"]}', { a: '"\\/\né' })).toBe(true);
});
