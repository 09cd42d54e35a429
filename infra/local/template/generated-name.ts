/** Names for resources that the template leaves unnamed. */

import { createHash } from 'node:crypto';

/** Fits functions, buckets and roles, the shortest names AWS allows. */
const LONGEST = 63;
const HASH = 12;

/** `Stack-LogicalId-HASH`, as CloudFormation forms them, but the same at every start. */
export function generatedName(stackName: string, logicalId: string): string {
  const hash = createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex').slice(0, HASH).toUpperCase();
  return `${`${stackName}-${logicalId}`.slice(0, LONGEST - HASH - 1)}-${hash}`;
}
