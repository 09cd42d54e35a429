import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dependencyOrder } from '../../../../infra/local/template/dependency-order.ts';
import type { ResourceDeclaration } from '../../../../infra/local/template/template.ts';

const resource = (properties: ResourceDeclaration['Properties'] = {}): ResourceDeclaration => ({
  Type: 'T',
  Properties: properties,
});

test('whatever refers comes after what it refers to', () => {
  const Resources = {
    BySub: resource({ x: { 'Fn::Sub': ['${ByAttribute.Arn}${Own}${!ByNothing}', { Own: { Ref: 'ByRef' } }] } }),
    ByDependsOn: { Type: 'T', DependsOn: ['BySub', 'AWS::Region'] },
    ByAttribute: resource({ list: [{ deep: { 'Fn::GetAtt': ['ByRef', 'Arn'] } }] }),
    ByRef: resource({ x: { Ref: 'Base' }, region: { Ref: 'AWS::Region' } }),
    Base: resource(),
  };
  expect(dependencyOrder({ Resources })).toEqual(['Base', 'ByRef', 'ByAttribute', 'BySub', 'ByDependsOn']);
});

test('a circle is told with everyone in it', () => {
  const Resources = {
    A: resource({ x: { Ref: 'B' } }),
    B: resource({ x: { Ref: 'C' } }),
    C: { Type: 'T', DependsOn: 'B' },
  };
  expect(() => dependencyOrder({ Resources })).toThrow('Circular dependency: B → C → B');
});

test('every resource appears once, after its dependencies', () => {
  const graph = fc.array(fc.array(fc.nat(19), { maxLength: 4 }), { maxLength: 20 });
  fc.assert(
    fc.property(graph, (edges) => {
      const Resources = Object.fromEntries(
        edges
          .map((to, from) => [
            `R${from}`,
            resource({ x: to.filter((at) => at < from).map((at) => ({ Ref: `R${at}` })) }),
          ])
          .reverse(),
      ) as Record<string, ResourceDeclaration>;
      const order = dependencyOrder({ Resources });
      expect(order.toSorted()).toEqual(Object.keys(Resources).toSorted());
      for (const [from, to] of edges.entries())
        for (const at of to.filter((index) => index < from))
          expect(order.indexOf(`R${at}`)).toBeLessThan(order.indexOf(`R${from}`));
    }),
  );
});
