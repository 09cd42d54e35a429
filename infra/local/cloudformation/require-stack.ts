/** Finds the stack that a request names. */

import { AwsError } from '../kernel/aws-error.ts';
import type { Context } from '../kernel/context.ts';
import { stackOf, type StackRecord } from '../template/stack-record.ts';

export interface StackInput {
  /** A name or an ARN. */
  readonly StackName: string;
}

/** Throws CloudFormation's ValidationError if the caller's account has no such stack. */
export function requireStack({ tx, caller }: Context, nameOrArn: string | undefined): StackRecord {
  if (nameOrArn === undefined)
    throw new AwsError(
      'ValidationError',
      "1 validation error detected: Value null at 'stackName' failed to satisfy constraint: Member must not be null",
    );
  const name = nameOrArn.startsWith('arn:') ? (nameOrArn.split('/')[1] ?? '') : nameOrArn;
  const stack = stackOf(tx, caller.account, name);
  if (stack === undefined) throw new AwsError('ValidationError', `Stack with id ${nameOrArn} does not exist`);
  return stack;
}
