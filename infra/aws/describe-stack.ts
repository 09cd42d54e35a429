/** The outputs of a CloudFormation stack. */

import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { AwsAccess } from './aws-access.ts';

export interface StackDescription {
  readonly stackName: string;
  /** Such as `CREATE_COMPLETE`. */
  readonly status: string;
  /** Output values by key. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** Rejects with the SDK's error; a stack that does not exist is a `ValidationError`. */
export async function describeStack(access: AwsAccess, stackName: string): Promise<StackDescription> {
  const client = new CloudFormationClient({ ...access, maxAttempts: 2 });
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
  const { Outputs = [], StackStatus = '' } = Stacks[0] ?? {};
  return {
    stackName,
    status: StackStatus,
    outputs: Object.fromEntries(Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue])),
  };
}
