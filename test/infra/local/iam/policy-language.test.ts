import { describe, expect, test } from 'vitest';
import { policyCondition } from '../../../../infra/local/iam/policy/policy-conditions.ts';
import { policyPattern, type RequestKeys } from '../../../../infra/local/iam/policy/policy-pattern.ts';
import { policyProblem } from '../../../../infra/local/iam/policy/policy-problem.ts';

const keysOf =
  (values: Record<string, string | string[]>): RequestKeys =>
  (name) => {
    const found = values[name];
    return found === undefined ? undefined : [found].flat();
  };

describe('patterns', () => {
  const matches = (pattern: string, text: string, options = {}) =>
    policyPattern(pattern, { wildcards: true, variables: true, ...options })(
      text,
      keysOf({ 'aws:principalaccount': '123456789012', 'aws:odd': 'a.*' }),
    );

  test.each([
    ['*', '', true],
    ['a*', 'a', true],
    ['a*c', 'abbc', true],
    ['a*c', 'abcd', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a?c', 'a😀c', true],
    ['a.c', 'abc', false],
    ['[a]$(', '[a]$(', true],
    ['line*', 'line\nbreak', true],
    ['${aws:PrincipalAccount}/*', '123456789012/x', true],
    ['${aws:PrincipalAccount}/*', '999999999999/x', false],
    ['${aws:odd}', 'a.*', true],
    ['${aws:odd}', 'abc', false],
    ['${aws:absent}', '', false],
    ["${aws:absent, 'other'}", 'other', true],
    ['a${*}b', 'a*b', true],
    ['a${*}b', 'axb', false],
    ['cost${$}', 'cost$', true],
  ])('%s and %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  test('of ARNs stop at the colons before the resource', () => {
    const arn = { arn: true };
    expect(matches('arn:aws:sqs:*:*:orders*', 'arn:aws:sqs:us-east-1:000000000000:orders-dead', arn)).toBe(true);
    expect(matches('arn:aws:sqs:*:orders', 'arn:aws:sqs:us-east-1:000000000000:orders', arn)).toBe(false);
    expect(matches('arn:aws:logs:*:*:*', 'arn:aws:logs:us-east-1:0:log-group:x:log-stream:y', arn)).toBe(true);
    expect(matches('arn:aws:dynamodb:?s-east-1:*:table/*', 'arn:aws:dynamodb:us-east-1:0:table/a/index/b', arn)).toBe(
      true,
    );
  });

  test('of actions do not mind case', () => {
    expect(matches('S3:get*', 's3:GetObject', { ignoreCase: true })).toBe(true);
  });

  test('have no variables in policies of the first version', () => {
    expect(matches('${aws:PrincipalAccount}', '${aws:PrincipalAccount}', { variables: false })).toBe(true);
  });
});

describe('conditions', () => {
  const holds = (operator: string, expected: string | string[], actual: string | string[] | undefined) =>
    policyCondition(
      operator,
      'Some:Key',
      [expected].flat(),
      true,
    )(keysOf(actual === undefined ? {} : { 'some:key': actual }));

  test.each<[string, string | string[], string | string[] | undefined, boolean]>([
    ['StringEquals', 'a', 'a', true],
    ['StringEquals', ['a', 'b'], 'b', true],
    ['StringEquals', 'a*', 'ab', false],
    ['StringEquals', 'a', 'A', false],
    ['StringEquals', 'a', undefined, false],
    ['StringNotEquals', 'a', 'b', true],
    ['StringNotEquals', ['a', 'b'], 'b', false],
    ['StringNotEquals', 'a', undefined, true],
    ['StringEqualsIgnoreCase', 'a', 'A', true],
    ['StringNotEqualsIgnoreCase', 'a', 'A', false],
    ['StringLike', 'a*', 'abc', true],
    ['StringNotLike', 'a*', 'abc', false],
    ['StringEqualsIfExists', 'a', undefined, true],
    ['StringEqualsIfExists', 'a', 'b', false],
    ['NumericEquals', '10', '10.0', true],
    ['NumericNotEquals', '10', '11', true],
    ['NumericLessThan', '10', '9', true],
    ['NumericLessThan', '10', '10', false],
    ['NumericLessThanEquals', '10', '10', true],
    ['NumericGreaterThan', '10', '9', false],
    ['NumericGreaterThanEquals', '10', 'ten', false],
    ['DateEquals', '2026-01-01T00:00:00Z', '1767225600', true],
    ['DateNotEquals', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', true],
    ['DateLessThan', '2026-01-01T00:00:00Z', '2025-12-31T23:59:59Z', true],
    ['DateLessThanEquals', '2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', true],
    ['DateGreaterThan', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', false],
    ['DateGreaterThanEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', true],
    ['Bool', 'true', 'true', true],
    ['Bool', 'false', 'true', false],
    ['BinaryEquals', 'QmluYXJ5', 'QmluYXJ5', true],
    ['IpAddress', '203.0.113.0/24', '203.0.113.77', true],
    ['IpAddress', '203.0.113.0/24', '203.0.114.1', false],
    ['IpAddress', '203.0.113.7', '203.0.113.7', true],
    ['IpAddress', '2001:db8::/32', '2001:db8::1', true],
    ['NotIpAddress', '203.0.113.0/24', '203.0.114.1', true],
    ['ArnEquals', 'arn:aws:sqs:*:*:q', 'arn:aws:sqs:us-east-1:1:q', true],
    ['ArnLike', 'arn:aws:sqs:*:q', 'arn:aws:sqs:us-east-1:1:q', false],
    ['ArnNotEquals', 'arn:aws:sqs:*:*:q', 'arn:aws:sqs:us-east-1:1:p', true],
    ['ArnNotLike', 'arn:aws:sqs:*:*:q*', 'arn:aws:sqs:us-east-1:1:qq', false],
    ['Null', 'true', undefined, true],
    ['Null', 'true', 'a', false],
    ['Null', 'false', 'a', true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b', 'a'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
    ['ForAllValues:StringEquals', ['a'], undefined, true],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'b'], true],
    ['ForAnyValue:StringEquals', ['a'], ['c'], false],
    ['ForAnyValue:StringEquals', ['a'], undefined, false],
    ['ForAnyValue:StringNotEquals', ['a'], ['a', 'c'], true],
    ['ForAnyValue:StringLikeIfExists', ['a*'], undefined, true],
  ])('%s %j of %j: %s', (operator, expected, actual, result) => {
    expect(holds(operator, expected, actual)).toBe(result);
  });

  test('with an operator that is none', () => {
    expect(() => holds('StringSame', 'a', 'a')).toThrow('Invalid Condition type : StringSame.');
  });
});

describe('a document', () => {
  const good = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
  const problem = (statement: unknown, kind: 'identity' | 'resource' | 'trust' = 'identity', more = {}) =>
    policyProblem({ Version: '2012-10-17', Statement: statement, ...more }, kind);

  test('that is sound has no problem', () => {
    expect(problem(good)).toBeUndefined();
    expect(problem([{ Effect: 'Deny', NotAction: 's3:*', NotResource: 'arn:aws:s3:::a/*' }])).toBeUndefined();
    expect(problem({ ...good, Principal: '*' }, 'resource')).toBeUndefined();
    expect(
      problem({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }, 'trust'),
    ).toBeUndefined();
    expect(
      problem({ ...good, Condition: { StringEquals: { 'events:source': '${aws:PrincipalAccount}' } } }),
    ).toBeUndefined();
  });

  test.each<[unknown, 'identity' | 'resource' | 'trust', string]>([
    [undefined, 'identity', 'Syntax errors in policy.'],
    ['Allow', 'identity', 'Syntax errors in policy.'],
    [{ ...good, Effect: 'allow' }, 'identity', 'Syntax errors in policy.'],
    [{ ...good, Actions: 'x' }, 'identity', 'Syntax errors in policy.'],
    [{ Effect: 'Allow', Resource: '*' }, 'identity', 'Policy statement must contain actions.'],
    [{ Effect: 'Allow', Action: 's3:*' }, 'identity', 'Policy statement must contain resources.'],
    [
      { ...good, Action: 'GetObject' },
      'identity',
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    ],
    [{ ...good, Resource: 'bucket' }, 'identity', 'Resource bucket must be in ARN format or "*".'],
    [{ ...good, Principal: '*' }, 'identity', 'Policy document should not specify a principal.'],
    [good, 'resource', 'Missing required field Principal'],
    [{ ...good, Principal: { AWS: 'me' } }, 'resource', 'Invalid principal in policy: "AWS":"me"'],
    [{ ...good, Principal: { Aws: '*' } }, 'resource', 'Invalid principal in policy: "Aws":"*"'],
    [{ ...good, Principal: '*' }, 'trust', 'Has prohibited field Resource'],
    [{ ...good, Condition: { Is: { a: 'b' } } }, 'identity', 'Invalid Condition type : Is.'],
    [
      { ...good, Condition: { Bool: { 'aws:RequestedRegion': 'x' } } },
      'identity',
      'The local engine does not support the condition key aws:RequestedRegion.',
    ],
    [
      { ...good, Resource: 'arn:aws:s3:::b/${aws:CurrentTime}' },
      'identity',
      'The local engine does not support the condition key aws:currenttime.',
    ],
  ])('%j as %s policy: %s', (statement, kind, expected) => {
    expect(problem(statement, kind)).toBe(expected);
  });

  test('of another version or with other elements', () => {
    expect(problem(good, 'identity', { Version: '2020-01-01' })).toBe('Syntax errors in policy.');
    expect(problem(good, 'identity', { Extra: 1 })).toBe('Syntax errors in policy.');
    expect(policyProblem('text', 'identity')).toBe('Syntax errors in policy.');
  });
});
