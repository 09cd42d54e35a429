import { describe, expect, test } from 'vitest';
import { checkPolicy } from '../../../../../infra/local/s3/form/check-policy.ts';
import { parseFormPolicy } from '../../../../../infra/local/s3/form/form-policy.ts';

const encode = (document: unknown) => Buffer.from(JSON.stringify(document)).toString('base64');
const EXPIRATION = '2026-01-01T00:00:00.000Z';
const parse = (document: unknown) => () => parseFormPolicy(encode(document));

describe('a policy document', () => {
  test.each([
    ['that is no JSON', 'nonsense', 'Invalid JSON.'],
    ['without an expiration', { conditions: [] }, 'Policy missing expiration.'],
    ['with names in capitals', { EXPIRATION, conditions: [] }, 'Policy missing expiration.'],
    ['with another kind of time', { expiration: 'soon', conditions: [] }, "Invalid 'expiration' value: 'soon'"],
    ['without conditions', { expiration: EXPIRATION }, 'Policy missing conditions.'],
    ['with an empty condition', { expiration: EXPIRATION, conditions: [{}] }, 'exactly one property'],
    ['with two in one', { expiration: EXPIRATION, conditions: [{ a: '1', b: '2' }] }, 'exactly one property'],
    ['with a number for a text', { expiration: EXPIRATION, conditions: [{ a: 1 }] }, 'must be a string'],
    ['with an odd operation', { expiration: EXPIRATION, conditions: [['like', '$a', 'b']] }, "'like'"],
    ['with half a range', { expiration: EXPIRATION, conditions: [['content-length-range', 0]] }, 'arguments'],
    ['with a negative range', { expiration: EXPIRATION, conditions: [['content-length-range', -1, 0]] }, 'negative'],
    ['without a dollar', { expiration: EXPIRATION, conditions: [['eq', 'a', 'b']] }, '"$key"'],
  ])('%s is refused', (_what, document, reason) => {
    expect(parse(document)).toThrow(expect.objectContaining({ code: 'InvalidPolicyDocument', status: 400 }) as Error);
    expect(parse(document)).toThrow(reason);
  });
});

describe('conditions', () => {
  const check = (conditions: unknown[], fields: Record<string, string>, size = 5) =>
    checkPolicy(
      parseFormPolicy(encode({ expiration: EXPIRATION, conditions })),
      { fields: new Map(Object.entries(fields)), size },
      Date.parse(EXPIRATION),
    );

  test.each([
    [[{ bUcKeT: 'b' }], { bucket: 'b' }],
    [[['StArTs-WiTh', '$KeY', 'foo']], { key: 'foo/bar' }],
    [[['eq', '$key', 'a"b']], { key: 'a"b' }],
    [[['starts-with', '$content-type', 'image/']], { 'content-type': 'image/png,image/gif' }],
    [[['content-length-range', '5', 5]], {}],
  ])('%j hold', (conditions, fields) => {
    expect(() => check(conditions, fields as Record<string, string>)).not.toThrow();
  });

  test.each([
    [[['starts-with', '$key', '']], {}, 'Policy Condition failed: ["starts-with", "$key", ""]'],
    [[{ acl: 'private' }], { acl: 'public-read' }, 'Policy Condition failed: ["eq", "$acl", "private"]'],
    [[['starts-with', '$content-type', 'image/']], { 'content-type': 'image/png,text/html' }, 'Condition failed'],
    [[], { key: 'k', bucket: 'b' }, 'Extra input fields: key, bucket'],
    [[['content-length-range', 6, 9]], {}, 'smaller than the minimum'],
    [[['content-length-range', 0, 4]], {}, 'exceeds the maximum'],
  ])('%j refuse', (conditions, fields, reason) => {
    expect(() => check(conditions, fields as Record<string, string>)).toThrow(reason);
  });
});
