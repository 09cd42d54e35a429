/** The AWS clients of a sandbox: made once, outside the handler, so that invocations share their connections. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** An environment variable that the CDK app sets. Throws, at start-up, if it does not. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`the environment variable ${name} is not set`);
  return value;
}

export const dynamo = (): DynamoDBClient => new DynamoDBClient({});
