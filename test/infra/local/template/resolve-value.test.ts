import { describe, expect, test } from 'vitest';
import { resolveValue, type Scope } from '../../../../infra/local/template/resolve-value.ts';
import { TemplateProblems, type Unresolved } from '../../../../infra/local/template/template.ts';

const NAMES: Readonly<Record<string, unknown>> = {
  Table: 'orders',
  'AWS::Region': 'us-east-1',
  'AWS::NoValue': undefined,
};

const scope: Scope = {
  ref: (name) => NAMES[name],
  attribute: (logicalId, attribute) => `${logicalId}/${attribute}`,
  condition: (name) => name === 'Yes',
  mapping: (map, top, second) => `${map}.${top}.${second}`,
};

const resolve = (value: Unresolved): unknown => resolveValue(value, scope);

describe('intrinsic functions', () => {
  test.each<[string, Unresolved, unknown]>([
    ['Ref', { Ref: 'Table' }, 'orders'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Table', 'Stream.Arn'] }, 'Table/Stream.Arn'],
    ['GetAtt as text', { 'Fn::GetAtt': 'Table.Stream.Arn' }, 'Table/Stream.Arn'],
    ['Join', { 'Fn::Join': [':', ['a', { Ref: 'Table' }, 1]] }, 'a:orders:1'],
    ['Join without delimiter', { 'Fn::Join': ['', ['a', 'b']] }, 'ab'],
    ['Split and Select', { 'Fn::Select': ['1', { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    ['Sub', { 'Fn::Sub': 'x-${AWS::Region}-${Table.Arn}-${!Literal}' }, 'x-us-east-1-Table/Arn-${Literal}'],
    ['Sub with variables', { 'Fn::Sub': ['${Own}${Table}', { Own: { Ref: 'Table' } }] }, 'ordersorders'],
    ['If true', { 'Fn::If': ['Yes', 1, 2] }, 1],
    ['If false', { 'Fn::If': ['No', 1, { Ref: 'Table' }] }, 'orders'],
    ['FindInMap', { 'Fn::FindInMap': ['M', { Ref: 'AWS::Region' }, 'k'] }, 'M.us-east-1.k'],
    ['Base64', { 'Fn::Base64': { Ref: 'Table' } }, 'b3JkZXJz'],
    ['Equals', { 'Fn::Equals': [{ Ref: 'Table' }, 'orders'] }, true],
    ['Not', { 'Fn::Not': [{ 'Fn::Equals': ['a', 'a'] }] }, false],
    ['And', { 'Fn::And': [{ Condition: 'Yes' }, { 'Fn::Equals': ['a', 'b'] }] }, false],
    ['Or', { 'Fn::Or': [{ Condition: 'No' }, { Condition: 'Yes' }] }, true],
  ])('%s', (_name, value, expected) => expect(resolve(value)).toEqual(expected));

  test('NoValue removes the property or list element that holds it', () => {
    const noValue = { Ref: 'AWS::NoValue' };
    expect(resolve({ a: noValue, b: [1, noValue, { 'Fn::If': ['No', 2, noValue] }], c: null })).toEqual({
      b: [1],
      c: null,
    });
  });

  test('an object with an intrinsic among other members is an object', () => {
    expect(resolve({ Ref: 'Table', Other: 1 })).toEqual({ Ref: 'Table', Other: 1 });
  });

  test.each<[string, Unresolved, RegExp]>([
    ['ImportValue', { 'Fn::ImportValue': 'x' }, /no other stack/],
    ['an unknown function', { 'Fn::Transform': {} }, /Fn::Transform is not supported/],
    ['Select past the end', { 'Fn::Select': [3, ['a']] }, /nonexistent value at index 3/],
  ])('%s is refused', (_name, value, message) => {
    expect(() => resolve(value)).toThrow(TemplateProblems);
    expect(() => resolve(value)).toThrow(message);
  });
});
