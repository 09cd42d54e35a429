/** The refusals of SNS. */

import { AwsError } from '../kernel/aws-error.ts';

/** Worded as SNS does: `Invalid parameter: …`. */
export function invalidParameter(reason: string): AwsError {
  return new AwsError('InvalidParameter', `Invalid parameter: ${reason}`);
}

/** A message attribute SNS does not take; the message is the whole sentence. */
export function parameterValueInvalid(message: string): AwsError {
  return new AwsError('ParameterValueInvalid', message);
}

/** Such as `Topic does not exist`. */
export function notFound(what: 'Topic' | 'Subscription'): AwsError {
  return new AwsError('NotFound', `${what} does not exist`, { status: 404 });
}

/** A member without which a request means nothing; `member` as AWS names it, such as `topicArn`. */
export function missing(member: string): AwsError {
  return new AwsError(
    'ValidationError',
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}

/** What SNS has and the engine has not. */
export function unsupported(parameter: string, what: string): AwsError {
  return invalidParameter(`${parameter} Reason: The local engine does not support ${what}.`);
}

/** SNS calls a refusal of permissions otherwise than most services, with another status. */
export function inSnsTerms(error: AwsError): AwsError {
  return error.code === 'AccessDeniedException'
    ? new AwsError('AuthorizationError', error.message, { status: 403 })
    : error;
}
