/** The ways to name a function: its name, a partial ARN or a full ARN, each with or without a qualifier. */

import { AwsError } from '../../kernel/aws-error.ts';
import { constraintViolated } from './function-errors.ts';

export interface FunctionReference {
  readonly account: string;
  readonly name: string;
  /** A version, an alias or `$LATEST`, where one was given. */
  readonly qualifier: string | undefined;
}

const PATTERN =
  '(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?';
const REFERENCE = new RegExp(`^${PATTERN}$`);

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestParameters */
export function parseFunctionName(given: unknown, account: string, qualifier?: string): FunctionReference {
  if (typeof given !== 'string') throw constraintViolated(null, 'functionName', 'Member must not be null');
  const match = REFERENCE.exec(given);
  const name = match?.[10];
  if (name === undefined)
    throw constraintViolated(given, 'functionName', `Member must satisfy regular expression pattern: ${PATTERN}`);
  const own = match?.[12];
  if (own !== undefined && qualifier !== undefined && own !== qualifier)
    throw new AwsError(
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  return { account: match?.[8]?.slice(0, -1) ?? account, name, qualifier: qualifier ?? own };
}

export function functionArn(region: string, { account, name, qualifier }: FunctionReference): string {
  const unqualified = `arn:aws:lambda:${region}:${account}:function:${name}`;
  return qualifier === undefined ? unqualified : `${unqualified}:${qualifier}`;
}
