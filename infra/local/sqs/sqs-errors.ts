/** The refusals of SQS, each with its code in the JSON protocol and, where it differs, in the older Query protocol. */

import { AwsError } from '../kernel/aws-error.ts';

/** An operation on a queue that is not there. */
export function queueDoesNotExist(): AwsError {
  return new AwsError('QueueDoesNotExist', 'The specified queue does not exist.', {
    queryCode: 'AWS.SimpleQueueService.NonExistentQueue',
  });
}

/** A value the operation cannot take; the message is the whole sentence. */
export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message, { queryCode: 'InvalidParameterValue' });
}

/** A named value out of its range, worded as SQS does: `Value 11 for parameter … is invalid. Reason: …`. */
export function invalidValue(value: string | number, parameter: string, reason: string): AwsError {
  return invalidParameter(`Value ${value} for parameter ${parameter} is invalid. Reason: ${reason}`);
}

export function missingParameter(parameter: string): AwsError {
  return new AwsError('MissingRequiredParameterException', `The request must contain the parameter ${parameter}.`, {
    queryCode: 'MissingParameter',
  });
}

export function unknownAttribute(name: string): AwsError {
  return new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
}

export function invalidAttributeValue(name: string, reason?: string): AwsError {
  const because = reason === undefined ? '' : ` Reason: ${reason}`;
  return new AwsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.${because}`);
}

/** Errors whose Query code is the JSON code behind the service's prefix. */
export function prefixed(code: string, message: string, status = 400): AwsError {
  return new AwsError(code, message, { status, queryCode: `AWS.SimpleQueueService.${code}` });
}

/** A resource named by ARN in a message move task is not there. */
export function resourceNotFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message, { status: 404 });
}

/** A receipt handle this queue never gave out. */
export function receiptHandleIsInvalid(handle: string): AwsError {
  return new AwsError('ReceiptHandleIsInvalid', `The input receipt handle "${handle}" is not a valid receipt handle.`, {
    status: 404,
  });
}
