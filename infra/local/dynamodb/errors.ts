/** The refusals of the DynamoDB API, worded as AWS words them. */

import { AwsError } from '../kernel/aws-error.ts';
import type { Item } from './attribute-value.ts';

export function validationError(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** A ValidationException of the family "One or more parameter values were invalid". */
export function invalidParameter(detail: string): AwsError {
  return validationError(`One or more parameter values were invalid: ${detail}`);
}

export function serializationError(message: string): AwsError {
  return new AwsError('SerializationException', message);
}

/** A table missing from a data operation, or, with its name given, from a table operation. */
export function resourceNotFound(tableName?: string): AwsError {
  const which = tableName === undefined ? '' : `: Table: ${tableName} not found`;
  return new AwsError('ResourceNotFoundException', `Requested resource not found${which}`);
}

/** `item` is set where the caller asked for what stood in the way. */
export function conditionalCheckFailed(item?: Item): AwsError {
  return new AwsError(
    'ConditionalCheckFailedException',
    'The conditional request failed',
    item === undefined ? {} : { members: { Item: item } },
  );
}
