/** The refusals of SES, each with its code in version 2 of the API and, where it differs, in version 1. */

import { AwsError } from '../kernel/aws-error.ts';

/** What no request may ask for; the message is the whole sentence. */
export function badRequest(message: string): AwsError {
  return new AwsError('BadRequestException', message, { queryCode: 'InvalidParameterValue' });
}

/** What SES has and the engine has not. */
export function unsupported(what: string): AwsError {
  return badRequest(`The local engine does not support ${what}.`);
}

export function notFound(message: string, queryCode?: string): AwsError {
  return new AwsError('NotFoundException', message, { status: 404, ...(queryCode === undefined ? {} : { queryCode }) });
}

/** The sender is not one of the account's identities. */
export function notVerified(addresses: readonly string[], region: string): AwsError {
  return new AwsError(
    'MessageRejected',
    `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${addresses.join(', ')}`,
  );
}

/** SES words a refusal of permissions in its own way. */
export function inSesTerms(error: AwsError): AwsError {
  if (error.code !== 'AccessDeniedException') return error;
  const [, caller, action, resource] =
    /^User: (.+) is not authorized to perform: (.+) on resource: (.+)$/.exec(error.message) ?? [];
  const message = `User \`${caller}' is not authorized to perform \`${action}' on resource \`${resource}'`;
  return new AwsError(error.code, message, { status: 403, queryCode: 'AccessDenied' });
}
