import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { typesWanted, type Projection } from '../../../domain/projection.ts';
import { customerOrders } from '../../../projections/customer-orders/customer-orders.ts';
import { gallery } from '../../../projections/gallery/gallery.ts';
import { order } from '../../../projections/order/order.ts';
import { productDemand } from '../../../projections/product-demand/product-demand.ts';
import { sales } from '../../../projections/sales/sales.ts';
import { readTemplate, resourcesOf, type Resource, type Statement } from './synthesize.ts';

const template = readTemplate(join(inject('assembly'), 'Orderlog.template.json'));
const all = (type: string): [string, Resource][] => resourcesOf(template, type);

const READ_MODELS: readonly [string, Projection][] = [
  ['Order', order],
  ['Sales', sales],
  ['ProductDemand', productDemand],
  ['CustomerOrders', customerOrders],
  ['Gallery', gallery],
];

describe.each(READ_MODELS)('the read model %s', (name, projection) => {
  const projector = idOf('AWS::Lambda::Function', `${name}Projector`);
  const rebuild = idOf('AWS::Lambda::Function', `${name}Rebuild`);

  test('is fed by live events it is about and, through a rule of its own, by replayed ones', () => {
    const rules = ['Events', 'Replayed'].map((subscription) => {
      const [, rule] = one('AWS::Events::Rule', `${name}${subscription}Rule`);
      const queue = idOf('AWS::SQS::Queue', `${name}${subscription}Queue`);
      expect(rule.Properties.Targets.map(({ Arn }) => Arn['Fn::GetAtt'][0])).toEqual([queue]);
      expect(consumersOf(queue)).toEqual([projector]);
      return rule.Properties.EventPattern;
    });
    const types = typesWanted(projection);
    const recorded = { ...(types && { 'detail-type': types }), detail: { sequence: [{ exists: true }] } };
    expect(rules).toEqual([
      { ...recorded, 'replay-name': [{ exists: false }] },
      { ...recorded, 'replay-name': [{ exists: true }] },
    ]);
  });

  test('has two functions, which go by the same times and tables', () => {
    const [projecting, rebuilding] = [propertiesOf(projector), propertiesOf(rebuild)];
    expect(rebuilding.Environment?.Variables).toMatchObject(projecting.Environment?.Variables ?? {});
    // A schedule's invocation and the longest page fit in.
    expect(rebuilding.Timeout).toBeGreaterThanOrEqual(60);
  });

  test('goes on with its rebuild every minute, and what that leaves undelivered is kept', () => {
    const [, schedule] = one('AWS::Events::Rule', `${name}ScheduleEveryMinute`);
    expect(schedule.Properties.ScheduleExpression).toBe('rate(1 minute)');
    const [target] = schedule.Properties.Targets;
    expect(target?.Arn['Fn::GetAtt'][0]).toBe(rebuild);
    expect(JSON.parse(target?.Input ?? '')).toEqual({ action: 'advance', forMs: 50_000 });
    const dead = idOf('AWS::SQS::Queue', `${name}ScheduleUndelivered`);
    expect(target?.DeadLetterConfig.Arn['Fn::GetAtt'][0]).toBe(dead);
  });

  test("may rebuild with its own table, rule and queue, and replays: no other's", () => {
    const statements = statementsOf(rebuild).filter(({ Action }) => !/^(xray|logs):/.test([Action].flat()[0] ?? ''));
    for (const { Action, Resource, Effect } of statements) {
      expect(Effect).toBe('Allow');
      expect([Action].flat().join()).not.toContain('*');
      for (const resource of [Resource].flat()) {
        const text = JSON.stringify(resource);
        if (text.includes('*')) expect(text).toContain(':replay/*"');
        const others = ['Order', 'Sales', 'ProductDemand', 'CustomerOrders', 'Gallery'].filter(
          (other) => other !== name,
        );
        for (const other of others) expect(text).not.toMatch(new RegExp(`"${other}(Rows|Replayed|Events)`));
      }
    }
    const onStore = statements.filter(({ Resource }) => JSON.stringify(Resource).includes('EventStore'));
    expect(new Set(onStore.flatMap(({ Action }) => Action))).toEqual(
      new Set(['dynamodb:Query', 'dynamodb:Scan', 'dynamodb:DescribeTable']),
    );
  });

  test('has its projector and nobody else write its rows', () => {
    const table = idOf('AWS::DynamoDB::Table', `${name}Rows`);
    const writers = all('AWS::IAM::Policy').filter(([, { Properties }]) =>
      Properties.PolicyDocument.Statement.some(
        ({ Action, Resource }) =>
          JSON.stringify(Resource).includes(`"${table}"`) &&
          /PutItem|UpdateItem|DeleteItem|Batch[DW]/.test(String(Action)),
      ),
    );
    expect(writers.map(([id]) => id.replace(/Role.*/, '')).sort()).toEqual([`${name}Projector`, `${name}Rebuild`]);
  });
});

test('queries may only read, and what they read is told by the control table', () => {
  const queries = all('AWS::Lambda::Function').filter(([id]) => id.startsWith('ApiGet'));
  const readers = queries.filter(([, { Properties }]) => 'TABLE' in (Properties.Environment?.Variables ?? {}));
  expect(readers.length).toBeGreaterThanOrEqual(4);
  for (const [id, { Properties }] of readers) {
    expect(Object.keys(Properties.Environment?.Variables ?? {})).toContain('CONTROL_TABLE');
    const onTables = statementsOf(id).flatMap(({ Action }) =>
      [Action].flat().filter((one) => one.startsWith('dynamodb:')),
    );
    expect(new Set(onTables)).toEqual(new Set(['dynamodb:GetItem', 'dynamodb:Query']));
  }
});

/** The resource whose logical id is that name, and CDK's digest. */
function one(type: string, name: string): [string, Resource] {
  const found = all(type).filter(([id]) => id.slice(0, -8) === name);
  expect(found, name).toHaveLength(1);
  return found[0] as [string, Resource];
}

function idOf(type: string, name: string): string {
  return one(type, name)[0];
}

function propertiesOf(id: string): Resource['Properties'] {
  return (template.Resources[id] as Resource).Properties;
}

/** The functions that are fed by a queue. */
function consumersOf(queue: string): string[] {
  return all('AWS::Lambda::EventSourceMapping')
    .filter(([, { Properties }]) => Properties.EventSourceArn['Fn::GetAtt'][0] === queue)
    .map(([, { Properties }]) => Properties.FunctionName.Ref);
}

/** What the role of a function may do. */
function statementsOf(functionId: string): Statement[] {
  const [role] = propertiesOf(functionId).Role['Fn::GetAtt'];
  return all('AWS::IAM::Policy')
    .filter(([, { Properties }]) => Properties.Roles.some(({ Ref }) => Ref === role))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
}
