/** The resources of a stack, in the three forms in which CloudFormation tells of them. */

import { AwsError } from '../kernel/aws-error.ts';
import type { Context } from '../kernel/context.ts';
import type { XmlValue } from '../kernel/query-protocol.ts';
import { allStacks, type StackRecord, type StackResource } from '../template/stack-record.ts';
import { requireStack, type StackInput } from './require-stack.ts';
import { timestamp } from './stack-descriptions.ts';

const STATUS = 'CREATE_COMPLETE';

interface ResourcesInput extends Partial<StackInput> {
  readonly LogicalResourceId?: string;
  readonly PhysicalResourceId?: string;
}

/** Of a stack, or of the one that has the given physical resource. */
export function describeResources(context: Context, input: ResourcesInput): XmlValue {
  const stack =
    input.PhysicalResourceId === undefined
      ? requireStack(context, input.StackName)
      : stackWith(context, input.PhysicalResourceId);
  const wanted = stack.resources.filter(
    ({ logicalId }) => input.LogicalResourceId === undefined || logicalId === input.LogicalResourceId,
  );
  return {
    StackResources: {
      member: wanted.map((resource) => ({ ...described(resource, stack), Timestamp: timestamp(resource.updatedMs) })),
    },
  };
}

export function describeResource(context: Context, input: ResourcesInput): XmlValue {
  const stack = requireStack(context, input.StackName);
  const resource = stack.resources.find(({ logicalId }) => logicalId === input.LogicalResourceId);
  if (resource === undefined)
    throw new AwsError('ValidationError', `Resource ${input.LogicalResourceId} does not exist for stack ${stack.name}`);
  return {
    StackResourceDetail: { ...described(resource, stack), LastUpdatedTimestamp: timestamp(resource.updatedMs) },
  };
}

export function listResources(context: Context, input: StackInput): XmlValue {
  const { resources } = requireStack(context, input.StackName);
  return {
    StackResourceSummaries: {
      member: resources.map((resource) => ({
        ...summary(resource),
        LastUpdatedTimestamp: timestamp(resource.updatedMs),
      })),
    },
  };
}

function described(resource: StackResource, { id, name }: StackRecord) {
  return { StackId: id, StackName: name, ...summary(resource) };
}

function summary({ logicalId, ref, type }: StackResource) {
  return {
    LogicalResourceId: logicalId,
    PhysicalResourceId: ref,
    ResourceType: type,
    ResourceStatus: STATUS,
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  };
}

function stackWith({ tx, caller }: Context, physicalId: string): StackRecord {
  const found = allStacks(tx, caller.account).find(({ resources }) => resources.some(({ ref }) => ref === physicalId));
  if (found === undefined) throw new AwsError('ValidationError', `Stack for ${physicalId} does not exist`);
  return found;
}
