/** Scan. */

import type { Context } from '../../kernel/context.ts';
import { past, type Range } from '../../kernel/tuple-key.ts';
import type { Item } from '../attribute-value.ts';
import { validationError } from '../errors.ts';
import { projector } from '../expressions/project.ts';
import { requestExpressions } from '../expressions/request-expressions.ts';
import { checkNoPathIntoKeys } from '../key-check.ts';
import { checkDistinctAttributes } from '../legacy/attributes-to-get.ts';
import { filterCondition } from '../legacy/filter.ts';
import { checkParameters } from '../legacy/legacy-parameters.ts';
import { parseInput } from '../shapes/shape.ts';
import { addressOf, tableAt } from '../table.ts';
import { checkSelect } from './check-select.ts';
import { scanInput, type ScanInput } from './read-inputs.ts';
import { readPage } from './read-page.ts';
import { entryKey, mustFetch, readSource, type ReadSource } from './read-source.ts';
import { checkStartKey, validateStartKey } from './start-key.ts';

/** Partitions are dealt out to segments by the first three digits of their hash. */
const BUCKETS = 4096;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html */
export function scan(context: Context, input: unknown) {
  const request = parseInput<ScanInput>(scanInput, input);
  const { filter, projection } = checked(request);
  const address = addressOf(context, request.TableName);
  context.authorize({
    action: 'dynamodb:Scan',
    resource: request.IndexName === undefined ? address.arn : `${address.arn}/index/${request.IndexName}`,
  });
  const table = tableAt(context, address);
  const source = readSource(table, request.IndexName, request.ConsistentRead);
  if (request.ExclusiveStartKey) checkStartKey(request.ExclusiveStartKey, source, true);
  const fetch = mustFetch(source, { select: request.Select, heads: projection?.paths.map(([head]) => String(head)) });
  const range = rangeAfter(segmentRange(source, request), request, source);
  checkNoPathIntoKeys(projection?.paths, table);
  checkNoPathIntoKeys(filter?.paths, table);
  return readPage(context, {
    source,
    range,
    limit: request.Limit,
    fetch,
    filter,
    projection,
    select: request.Select,
    consistent: request.ConsistentRead,
    returnCapacity: request.ReturnConsumedCapacity,
  });
}

function checked(request: ScanInput) {
  const legacy = ['AttributesToGet', 'ScanFilter', 'ConditionalOperator'];
  checkParameters(request, ['ProjectionExpression', 'FilterExpression'], legacy);
  checkDistinctAttributes(request.AttributesToGet);
  const legacyFilter = filterCondition(request.ScanFilter, request.ConditionalOperator);
  validateStartKey(request.ExclusiveStartKey);
  checkSegment(request);
  checkSelect(request);
  const { filter = legacyFilter, ...expressions } = requestExpressions(request);
  const paths = request.AttributesToGet?.map((name) => [name]);
  return { filter, projection: paths ? { paths, project: projector(paths) } : expressions.projection };
}

function checkSegment({ Segment: segment, TotalSegments: total }: ScanInput): void {
  const missing = (one: string, other: string) =>
    validationError(`The ${one} parameter is required but was not present in the request when ${other} is present`);
  if (segment !== undefined && total === undefined) throw missing('TotalSegments', 'Segment parameter');
  if (total === undefined) return;
  if (segment === undefined) throw missing('Segment', 'parameter TotalSegments');
  if (segment >= total)
    throw validationError(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${segment} is not less than TotalSegments: ${total}`,
    );
}

function segmentRange({ prefix }: ReadSource, { Segment: segment = 0, TotalSegments: total = 1 }: ScanInput): Range {
  const bucket = (at: number): string =>
    Math.ceil((BUCKETS * at) / total)
      .toString(16)
      .padStart(3, '0');
  return {
    from: segment === 0 ? prefix : prefix + bucket(segment),
    to: segment + 1 === total ? past(prefix) : prefix + bucket(segment + 1),
  };
}

function rangeAfter(range: Range, { ExclusiveStartKey, Segment, TotalSegments }: ScanInput, source: ReadSource): Range {
  if (ExclusiveStartKey === undefined) return range;
  const start = entryKey(source, ExclusiveStartKey satisfies Item);
  if (start < range.from || start >= range.to)
    throw validationError(
      `The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: ${TotalSegments} Segment: ${Segment}`,
    );
  return { from: past(start), to: range.to };
}
