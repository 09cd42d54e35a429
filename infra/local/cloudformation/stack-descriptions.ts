/** Stacks as CloudFormation's answers show them. */

import type { XmlValue } from '../kernel/query-protocol.ts';
import type { StackRecord } from '../template/stack-record.ts';

/** A `Stack`. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Stack.html */
export function describeStack(stack: StackRecord): XmlValue {
  return {
    StackId: stack.id,
    StackName: stack.name,
    Description: stack.description,
    CreationTime: timestamp(stack.createdMs),
    LastUpdatedTime: stack.updatedMs === undefined ? undefined : timestamp(stack.updatedMs),
    StackStatus: stack.status,
    DisableRollback: false,
    EnableTerminationProtection: false,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
    NotificationARNs: { member: [] },
    Capabilities: { member: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'] },
    Tags: { member: [] },
    Parameters: {
      member: stack.parameters.map(({ name, value }) => ({ ParameterKey: name, ParameterValue: value })),
    },
    Outputs: {
      member: stack.outputs.map(({ name, value, description, exportName }) => ({
        OutputKey: name,
        OutputValue: value,
        Description: description,
        ExportName: exportName,
      })),
    },
  };
}

/** A `StackSummary`. */
export function summarizeStack(stack: StackRecord): XmlValue {
  return {
    StackId: stack.id,
    StackName: stack.name,
    TemplateDescription: stack.description,
    CreationTime: timestamp(stack.createdMs),
    LastUpdatedTime: stack.updatedMs === undefined ? undefined : timestamp(stack.updatedMs),
    StackStatus: stack.status,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

/** ISO 8601, as the Query protocol writes times. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString();
}
