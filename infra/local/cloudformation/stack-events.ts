/** The events of a stack: as it was applied in one transaction, one for each resource and one for the stack. */

import type { Context } from '../kernel/context.ts';
import type { XmlValue } from '../kernel/query-protocol.ts';
import { requireStack, type StackInput } from './require-stack.ts';
import { timestamp } from './stack-descriptions.ts';

/** Newest first. */
export function describeEvents(context: Context, { StackName }: StackInput): XmlValue {
  const { id, name, status, createdMs, updatedMs = createdMs, resources } = requireStack(context, StackName);
  const stack = { logicalId: name, ref: id, type: 'AWS::CloudFormation::Stack', status };
  const parts = resources.map(({ logicalId, ref, type }) => ({ logicalId, ref, type, status }));
  return {
    StackEvents: {
      member: [stack, ...parts.reverse()].map((part) => ({
        EventId: `${part.logicalId}-${status}-${timestamp(updatedMs)}`,
        StackId: id,
        StackName: name,
        LogicalResourceId: part.logicalId,
        PhysicalResourceId: part.ref,
        ResourceType: part.type,
        ResourceStatus: part.status,
        Timestamp: timestamp(updatedMs),
      })),
    },
  };
}
