/** Asks CloudFormation what the system's stack is made of: the only place where names of resources come from. */

import type { AwsAccess } from '../aws/aws-access.ts';
import { describeStack, type StackDescription } from '../aws/describe-stack.ts';
import { failed } from './cli-error.ts';
import type { System } from './find-system.ts';

export interface Stack extends StackDescription {
  readonly aws: AwsAccess;
  /** The value of one output, such as `IntakeBusName`. Throws `CliError` if the stack has none. */
  readonly output: (name: string) => string;
}

/** Throws `CliError` where the stack cannot be described. */
export async function findStack(system: System): Promise<Stack> {
  const { aws, stackName, advice } = system;
  if (aws === undefined) throw failed('only ORDERLOG_URL is known: set AWS_ENDPOINT_URL as well, or use --data.');
  const description = await describeStack(aws, stackName).catch((error: unknown) => {
    const where = aws.endpoint ?? 'AWS';
    throw failed(`${where} does not describe the stack ${stackName} (${reasonOf(error)}). ${advice}`, error);
  });
  return {
    ...description,
    aws,
    output(name) {
      const value = description.outputs[name];
      if (value === undefined) throw failed(`the stack ${stackName} has no output ${name}: deploy this version of it.`);
      return value;
    },
  };
}

/** A connection error often says nothing itself: its code, or what it gathered from several addresses, does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return error.message || code || error.name;
}
