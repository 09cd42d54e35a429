/** Refuses values of Select that do not go with the rest of the request. */

import { invalidParameter } from '../errors.ts';
import type { PagedInput } from './read-inputs.ts';

/** Throws ValidationException. */
export function checkSelect({ Select: select, IndexName, AttributesToGet, ProjectionExpression }: PagedInput): void {
  const parameter = AttributesToGet ? 'AttributesToGet' : ProjectionExpression ? 'ProjectionExpression' : undefined;
  if (select === 'SPECIFIC_ATTRIBUTES' && parameter === undefined)
    throw invalidParameter(
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    );
  if (select === 'ALL_PROJECTED_ATTRIBUTES' && IndexName === undefined)
    throw invalidParameter('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  if (select === undefined || select === 'SPECIFIC_ATTRIBUTES' || parameter === undefined) return;
  const wanted = select === 'COUNT' ? 'only the Count' : select;
  throw invalidParameter(`Cannot specify the ${parameter} when choosing to get ${wanted}`);
}
