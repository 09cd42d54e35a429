import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourceCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListExportsCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { beforeEach, expect, test } from 'vitest';
import { cloudformationService } from '../../../../infra/local/cloudformation/cloudformation-service.ts';
import { sqliteStore } from '../../../../infra/local/kernel/sqlite-store.ts';
import { applyTemplate } from '../../../../infra/local/template/apply-template.ts';
import { resourceCatalog } from '../../../../infra/local/template/resource-catalog.ts';
import type { Template } from '../../../../infra/local/template/template.ts';
import { thingService } from '../template/thing-service.ts';
import { testEngine } from '../test-engine.ts';

const TEMPLATE: Template = {
  Description: 'Things & more',
  Parameters: { Size: { Type: 'Number', Default: 3 } },
  Resources: {
    One: { Type: 'Test::Thing::Thing', Properties: { Name: 'one', Size: { Ref: 'Size' } } },
    Two: { Type: 'Test::Thing::Thing', Properties: { Name: 'two', Other: { Ref: 'One' } } },
  },
  Outputs: { Both: { Value: { 'Fn::Sub': '${One} <&> ${Two}' }, Description: 'both', Export: { Name: 'things' } } },
};

let client: CloudFormationClient;
let apply: (template: Template) => void;

beforeEach(() => {
  const services = [thingService(), cloudformationService()];
  const rig = testEngine(services, { store: sqliteStore(':memory:') });
  apply = (template) =>
    rig.run((context) =>
      applyTemplate(context, { stackName: 'Things', template, assets: new Map() }, resourceCatalog(services)),
    );
  client = new CloudFormationClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    requestHandler: rig.requestHandler('cloudformation'),
  });
  apply(TEMPLATE);
});

test('a stack tells its status, parameters and outputs', async () => {
  const { Stacks: stacks } = await client.send(new DescribeStacksCommand({ StackName: 'Things' }));
  expect(stacks).toMatchObject([
    {
      StackName: 'Things',
      StackStatus: 'CREATE_COMPLETE',
      Description: 'Things & more',
      CreationTime: new Date('2026-01-01T00:00:00Z'),
      Parameters: [{ ParameterKey: 'Size', ParameterValue: '3' }],
      Outputs: [{ OutputKey: 'Both', OutputValue: 'one <&> two', Description: 'both', ExportName: 'things' }],
    },
  ]);
  expect(stacks?.[0]?.StackId).toMatch(/^arn:aws:cloudformation:us-east-1:000000000000:stack\/Things\/[0-9a-f-]{36}$/);
  const byArn = await client.send(new DescribeStacksCommand({ StackName: stacks?.[0]?.StackId }));
  expect(byArn.Stacks).toEqual(stacks);
  expect((await client.send(new DescribeStacksCommand({}))).Stacks).toHaveLength(1);
});

test('an update keeps the identity and says so', async () => {
  const before = await client.send(new DescribeStacksCommand({}));
  apply({ ...TEMPLATE, Description: 'changed' });
  const after = await client.send(new DescribeStacksCommand({}));
  expect(after.Stacks).toMatchObject([
    { StackId: before.Stacks?.[0]?.StackId, StackStatus: 'UPDATE_COMPLETE', Description: 'changed' },
  ]);
});

test('a waiter finds the stack complete', async () => {
  const result = await waitUntilStackCreateComplete({ client, maxWaitTime: 60 }, { StackName: 'Things' });
  expect(result.state).toBe('SUCCESS');
});

test('a stack that does not exist is a ValidationError', async () => {
  const attempt = client.send(new DescribeStacksCommand({ StackName: 'Nothing' }));
  await expect(attempt).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'Stack with id Nothing does not exist',
    $metadata: { httpStatusCode: 400 },
  });
});

test('stacks are listed by status', async () => {
  const listed = await client.send(
    new ListStacksCommand({ StackStatusFilter: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'] }),
  );
  expect(listed.StackSummaries).toMatchObject([{ StackName: 'Things', StackStatus: 'CREATE_COMPLETE' }]);
  const deleted = await client.send(new ListStacksCommand({ StackStatusFilter: ['DELETE_COMPLETE'] }));
  expect(deleted.StackSummaries ?? []).toEqual([]);
});

test('resources are told by logical and by physical id', async () => {
  const one = {
    LogicalResourceId: 'One',
    PhysicalResourceId: 'one',
    ResourceType: 'Test::Thing::Thing',
    ResourceStatus: 'CREATE_COMPLETE',
  };
  const all = await client.send(new DescribeStackResourcesCommand({ StackName: 'Things' }));
  expect(all.StackResources).toMatchObject([one, { LogicalResourceId: 'Two' }]);
  const physical = await client.send(new DescribeStackResourcesCommand({ PhysicalResourceId: 'two' }));
  expect(physical.StackResources).toMatchObject([one, { LogicalResourceId: 'Two', StackName: 'Things' }]);
  const detail = await client.send(new DescribeStackResourceCommand({ StackName: 'Things', LogicalResourceId: 'One' }));
  expect(detail.StackResourceDetail).toMatchObject({ ...one, StackName: 'Things' });
  const listed = await client.send(new ListStackResourcesCommand({ StackName: 'Things' }));
  expect(listed.StackResourceSummaries).toMatchObject([one, { LogicalResourceId: 'Two' }]);
  await expect(
    client.send(new DescribeStackResourceCommand({ StackName: 'Things', LogicalResourceId: 'Three' })),
  ).rejects.toThrow('Resource Three does not exist for stack Things');
});

test('the template, events and exports can be read', async () => {
  const { TemplateBody: body } = await client.send(new GetTemplateCommand({ StackName: 'Things' }));
  expect(JSON.parse(body ?? '')).toEqual(TEMPLATE);
  const { StackEvents: events } = await client.send(new DescribeStackEventsCommand({ StackName: 'Things' }));
  expect(events?.map(({ LogicalResourceId: id }) => id)).toEqual(['Things', 'Two', 'One']);
  const { Exports: exports } = await client.send(new ListExportsCommand({}));
  expect(exports).toMatchObject([{ Name: 'things', Value: 'one <&> two' }]);
});

test('changing a stack is refused with what to do instead', async () => {
  const attempt = client.send(new CreateStackCommand({ StackName: 'New', TemplateBody: '{}' }));
  await expect(attempt).rejects.toThrow('"orderlog up" applies the template when it starts');
});
