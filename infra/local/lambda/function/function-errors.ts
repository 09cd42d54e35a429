/** The errors of the Lambda API. https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html */

import { AwsError } from '../../kernel/aws-error.ts';

export function functionNotFound(arn: string): AwsError {
  return new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, { status: 404 });
}

/** Anything else that is not there. */
export function notFound(message = 'The resource you requested does not exist.'): AwsError {
  return new AwsError('ResourceNotFoundException', message, { status: 404 });
}

export function conflict(message: string): AwsError {
  return new AwsError('ResourceConflictException', message, { status: 409 });
}

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message, { status: 400 });
}

/** A member outside its constraint, as the API's own validation words it. */
export function constraintViolated(value: string | number | null, member: string, constraint: string): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value ${value === null ? 'null' : `'${value}'`} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

export function throttled(): AwsError {
  return new AwsError('TooManyRequestsException', 'Rate Exceeded.', {
    status: 429,
    members: { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' },
  });
}

/** The caller's RevisionId is not the current one. */
export function preconditionFailed(): AwsError {
  return new AwsError(
    'PreconditionFailedException',
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    { status: 412 },
  );
}
