/** The errors of S3, with the words and extra elements AWS gives them. */

import { AwsError } from '../kernel/aws-error.ts';

/** Elements of the error document beside Code and Message. `headers` go on the response instead. */
type Details = Readonly<Record<string, string | number | undefined>>;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function s3Error(code: string, status: number, message: string, details: Details = {}, headers = {}): AwsError {
  return new AwsError(code, message, { status, members: { details, headers } });
}

export function noSuchBucket(bucket: string): AwsError {
  return s3Error('NoSuchBucket', 404, 'The specified bucket does not exist', { BucketName: bucket });
}

/** `headers` say so where a delete marker is in the way. */
export function noSuchKey(key: string, headers: Readonly<Record<string, string>> = {}): AwsError {
  return s3Error('NoSuchKey', 404, 'The specified key does not exist.', { Key: key }, headers);
}

export function noSuchVersion(key: string, versionId: string): AwsError {
  const details = { Key: key, VersionId: versionId };
  return s3Error('NoSuchVersion', 404, 'The specified version does not exist.', details);
}

export function accessDenied(message = 'Access Denied', details: Details = {}): AwsError {
  return s3Error('AccessDenied', 403, message, details);
}

export function invalidArgument(message: string, name: string, value: string): AwsError {
  return s3Error('InvalidArgument', 400, message, { ArgumentName: name, ArgumentValue: value });
}

export function invalidRequest(message: string): AwsError {
  return s3Error('InvalidRequest', 400, message);
}

export function malformedXml(): AwsError {
  const message = 'The XML you provided was not well-formed or did not validate against our published schema';
  return s3Error('MalformedXML', 400, message);
}

/** `condition` is the header that did not hold. */
export function preconditionFailed(condition: string): AwsError {
  const message = 'At least one of the pre-conditions you specified did not hold';
  return s3Error('PreconditionFailed', 412, message, { Condition: condition });
}

/** What S3 has and the engine has not. */
export function notImplemented(header: string): AwsError {
  const message = 'A header you provided implies functionality that is not implemented';
  return s3Error('NotImplemented', 501, message, { Header: header });
}
