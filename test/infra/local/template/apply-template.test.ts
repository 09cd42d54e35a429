import { expect, test } from 'vitest';
import { sqliteStore } from '../../../../infra/local/kernel/sqlite-store.ts';
import { applyTemplate } from '../../../../infra/local/template/apply-template.ts';
import { resourceCatalog } from '../../../../infra/local/template/resource-catalog.ts';
import { stackOf } from '../../../../infra/local/template/stack-record.ts';
import type { Template } from '../../../../infra/local/template/template.ts';
import { testEngine } from '../test-engine.ts';
import { thingService, things } from './thing-service.ts';

const services = [thingService()];

function rig() {
  const engine = testEngine(services, { store: sqliteStore(':memory:') });
  return {
    apply: (template: Template) =>
      engine.run((context) =>
        applyTemplate(
          context,
          { stackName: 'S', template, assets: new Map([['abc.zip', '/assets/abc']]) },
          resourceCatalog(services),
        ),
      ),
    things: () => engine.run(({ tx }) => things(tx)),
    stack: () => engine.run(({ tx }) => stackOf(tx, '000000000000', 'S')),
  };
}

const thing = (Properties: Record<string, never> | object = {}, more: object = {}) =>
  ({ Type: 'Test::Thing::Thing', Properties, ...more }) as Template['Resources'][string];

test('resources are made with what they refer to, and outputs tell of them', () => {
  const { apply, things } = rig();
  const stack = apply({
    Parameters: { BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk/version' } },
    Resources: {
      User: thing({ Name: 'user', Other: { 'Fn::GetAtt': ['Used', 'Arn'] } }),
      Used: thing({ Name: 'used', Asset: 'abc.zip' }),
    },
    Outputs: {
      Arn: {
        Value: { 'Fn::Sub': '${AWS::StackName} ${AWS::AccountId} ${User}' },
        Description: 'd',
        Export: { Name: 'E' },
      },
    },
  });
  expect(things()).toEqual({ used: { Asset: '/assets/abc' }, user: { Other: 'arn:thing:used' } });
  expect(stack).toMatchObject({
    status: 'CREATE_COMPLETE',
    parameters: [{ name: 'BootstrapVersion', value: '/cdk/version' }],
    outputs: [{ name: 'Arn', value: 'S 000000000000 user', description: 'd', exportName: 'E' }],
    resources: [
      { logicalId: 'Used', ref: 'used' },
      { logicalId: 'User', ref: 'user' },
    ],
  });
});

test('an unnamed resource has the same name at every start', () => {
  const { apply, things } = rig();
  apply({ Resources: { Unnamed: thing({ Size: 1 }) } });
  apply({ Resources: { Unnamed: thing({ Size: 2 }) } });
  expect(Object.entries(things())).toEqual([[expect.stringMatching(/^S-Unnamed-[0-9A-F]{12}$/), { Size: 2 }]]);
});

test('what the template no longer has is removed, unless it is to be retained', () => {
  const { apply, things, stack } = rig();
  apply({
    Resources: {
      Gone: thing({ Name: 'gone' }),
      Kept: thing({ Name: 'kept' }, { DeletionPolicy: 'Retain' }),
      Old: thing({ Name: 'old' }),
    },
  });
  apply({ Resources: { Old: thing({ Name: 'renamed' }) } });
  expect(Object.keys(things())).toEqual(['kept', 'renamed']);
  expect(stack()).toMatchObject({ status: 'UPDATE_COMPLETE', resources: [{ logicalId: 'Old' }] });
});

test('a resource or output whose condition does not hold is left out', () => {
  const { apply, things } = rig();
  const stack = apply({
    Mappings: { M: { top: { second: 'us-east-1' } } },
    Conditions: {
      Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, { 'Fn::FindInMap': ['M', 'top', 'second'] }] },
      Elsewhere: { 'Fn::Not': [{ Condition: 'Here' }] },
    },
    Resources: {
      A: thing(
        { Name: 'a', Other: { 'Fn::If': ['Elsewhere', { Ref: 'B' }, { Ref: 'AWS::NoValue' }] } },
        { Condition: 'Here' },
      ),
      B: thing({ Name: 'b' }, { Condition: 'Elsewhere' }),
    },
    Outputs: { B: { Value: { Ref: 'B' }, Condition: 'Elsewhere' } },
  });
  expect(things()).toEqual({ a: {} });
  expect(stack.outputs).toEqual([]);
});

test('everything that is not understood is told at once, and nothing is touched', () => {
  const { apply, things } = rig();
  const attempt = () =>
    apply({
      Resources: {
        Good: thing({ Name: 'good', Colour: 'red' }),
        Bad: thing({ Smell: 1, Taste: 2 }, { UpdatePolicy: {} }),
        Stranger: { Type: 'AWS::Strange::Thing' },
        Ignored: { Type: 'AWS::CDK::Metadata', Properties: { Analytics: 'x' } },
      },
      Transform: 'AWS::Serverless',
    } as Template);
  expect(attempt).toThrow(
    [
      'The template cannot be run:',
      '  - The section Transform is not supported.',
      '  - Bad (Test::Thing::Thing): the attribute UpdatePolicy is not supported.',
      '  - Bad (Test::Thing::Thing): the property Smell is not supported.',
      '  - Bad (Test::Thing::Thing): the property Taste is not supported.',
      '  - Stranger (AWS::Strange::Thing): the resource type is not supported.',
    ].join('\n'),
  );
  expect(things()).toEqual({});
});

test('a resource that its service refuses undoes the whole template', () => {
  const { apply, things, stack } = rig();
  apply({ Resources: { A: thing({ Name: 'a', Size: 1 }) } });
  expect(() => apply({ Resources: { A: thing({ Name: 'a', Size: 2 }), B: thing({ Size: 11 }) } })).toThrow(
    'B (Test::Thing::Thing): TooLarge: A thing has at most size 10.',
  );
  expect(things()).toEqual({ a: { Size: 1 } });
  expect(stack()?.status).toBe('CREATE_COMPLETE');
});

test.each<[string, object, string]>([
  ['an unknown Ref', { Other: { Ref: 'Nobody' } }, 'A (Test::Thing::Thing): Ref Nobody refers to nothing'],
  ['an unknown attribute', { Other: { 'Fn::GetAtt': ['B', 'Nothing'] } }, 'Fn::GetAtt B.Nothing refers to nothing'],
  ['an unknown asset', { Asset: 'other.zip' }, 'no asset of this assembly has the key other.zip'],
  ['an unknown mapping', { Other: { 'Fn::FindInMap': ['M', 'a', 'b'] } }, 'Fn::FindInMap M.a.b finds nothing'],
])('%s is told with the resource it stands in', (_name, properties, message) => {
  expect(() => rig().apply({ Resources: { A: thing(properties), B: thing() } })).toThrow(message);
});

test('a parameter without a default is refused', () => {
  expect(() => rig().apply({ Parameters: { P: { Type: 'String' } }, Resources: {} })).toThrow(
    'Parameter P has no default',
  );
});
