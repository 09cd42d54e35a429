/** CloudFormation as far as one machine needs it: answers about the stack that `orderlog up` applied. */

import { AwsError } from '../kernel/aws-error.ts';
import { queryProtocol } from '../kernel/query-protocol.ts';
import type { Operation, Service } from '../kernel/service.ts';
import { allStacks, templateOf } from '../template/stack-record.ts';
import { describeEvents } from './stack-events.ts';
import { describeResource, describeResources, listResources } from './stack-resources.ts';
import { describeStack, summarizeStack } from './stack-descriptions.ts';
import { requireStack, type StackInput } from './require-stack.ts';

const READING: Readonly<Record<string, Operation>> = {
  DescribeStacks: (context, { StackName: name }: Partial<StackInput>) => {
    const stacks = name === undefined ? allStacks(context.tx, context.caller.account) : [requireStack(context, name)];
    return { Stacks: { member: stacks.map(describeStack) } };
  },
  ListStacks: ({ tx, caller }, { StackStatusFilter: filter }: { StackStatusFilter?: readonly string[] }) => {
    const stacks = allStacks(tx, caller.account).filter(
      ({ status }) => filter === undefined || filter.includes(status),
    );
    return { StackSummaries: { member: stacks.map(summarizeStack) } };
  },
  DescribeStackResources: describeResources,
  DescribeStackResource: describeResource,
  ListStackResources: listResources,
  DescribeStackEvents: describeEvents,
  GetTemplate: (context, { StackName }: StackInput) => {
    const { name } = requireStack(context, StackName);
    const template = templateOf(context.tx, context.caller.account, name);
    return { TemplateBody: JSON.stringify(template), StagesAvailable: { member: ['Original', 'Processed'] } };
  },
  ListExports: ({ tx, caller }) => ({
    Exports: {
      member: allStacks(tx, caller.account).flatMap(({ id, outputs }) =>
        outputs.flatMap(({ exportName, value }) =>
          exportName === undefined ? [] : [{ ExportingStackId: id, Name: exportName, Value: value }],
        ),
      ),
    },
  }),
};

const CHANGING = [
  'CancelUpdateStack',
  'ContinueUpdateRollback',
  'CreateChangeSet',
  'CreateStack',
  'DeleteStack',
  'ExecuteChangeSet',
  'RollbackStack',
  'UpdateStack',
];

/** The service `cloudformation`, in the Query protocol. It changes nothing: templates are applied by the engine's start. */
export function cloudformationService(): Service {
  const refusals = Object.fromEntries(CHANGING.map((name): [string, Operation] => [name, () => refuseChange(name)]));
  const operations: Readonly<Record<string, Operation>> = { ...authorized(READING), ...refusals };
  const namespace = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';
  return { name: 'cloudformation', operations, ...queryProtocol(operations, { namespace }) };
}

function refuseChange(operation: string): never {
  throw new AwsError(
    'ValidationError',
    `${operation} is not available on the local engine: "orderlog up" applies the template when it starts.`,
  );
}

function authorized(operations: Readonly<Record<string, Operation>>): Record<string, Operation> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]): [string, Operation] => [
      name,
      (context, input: { readonly StackName?: string }) => {
        const { region, caller } = context;
        const stack = input.StackName ?? '*';
        const resource = stack.startsWith('arn:')
          ? stack
          : `arn:aws:cloudformation:${region}:${caller.account}:stack/${stack}/*`;
        context.authorize({ action: `cloudformation:${name}`, resource });
        return operation(context, input);
      },
    ]),
  );
}
