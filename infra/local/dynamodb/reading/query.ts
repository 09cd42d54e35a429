/** Query. */

import type { Context } from '../../kernel/context.ts';
import { past, type Range } from '../../kernel/tuple-key.ts';
import type { Item } from '../attribute-value.ts';
import { compareValues } from '../compare-values.ts';
import { validationError } from '../errors.ts';
import { requestExpressions } from '../expressions/request-expressions.ts';
import { beginsWith, compares } from '../expressions/evaluate.ts';
import { projector } from '../expressions/project.ts';
import { checkNoPathIntoKeys } from '../key-check.ts';
import { checkDistinctAttributes } from '../legacy/attributes-to-get.ts';
import { filterCondition } from '../legacy/filter.ts';
import { legacyKeyTests } from '../legacy/key-conditions.ts';
import { checkParameters } from '../legacy/legacy-parameters.ts';
import { parseInput } from '../shapes/shape.ts';
import { addressOf, keyNames, tableAt } from '../table.ts';
import { checkSelect } from './check-select.ts';
import { checkKeyTests, keyRange } from './key-range.ts';
import { keyTests, type KeyTest } from './key-tests.ts';
import { queryInput, type QueryInput } from './read-inputs.ts';
import { readPage } from './read-page.ts';
import { entryKey, mustFetch, readSource, type ReadSource } from './read-source.ts';
import { checkStartKey, validateStartKey } from './start-key.ts';

const LEGACY = ['AttributesToGet', 'QueryFilter', 'ConditionalOperator', 'KeyConditions'];

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html */
export function query(context: Context, input: unknown) {
  const request = parseInput<QueryInput>(queryInput, input);
  const { tests, filter, projection } = checked(request);
  const address = addressOf(context, request.TableName);
  const leading = [...tests.values()].find(({ operator }) => operator === '=')?.values[0];
  context.authorize({
    action: 'dynamodb:Query',
    resource: request.IndexName === undefined ? address.arn : `${address.arn}/index/${request.IndexName}`,
    ...(leading && { conditions: { 'dynamodb:LeadingKeys': [leading.S ?? leading.N ?? leading.B ?? ''] } }),
  });
  const table = tableAt(context, address);
  const source = readSource(table, request.IndexName, request.ConsistentRead);
  if (request.ExclusiveStartKey) checkStartKey(request.ExclusiveStartKey, source, false);
  checkKeyTests(tests, source.key);
  if (request.ExclusiveStartKey) checkWithin(request.ExclusiveStartKey, tests, source);
  checkNoPathIntoKeys(projection?.paths, table);
  checkFilter(filter?.paths, source, request.QueryFilter ? 'QueryFilter' : 'Filter Expression');
  const fetch = mustFetch(source, { select: request.Select, heads: projection?.paths.map(([head]) => String(head)) });
  checkNoPathIntoKeys(filter?.paths, table);
  const backward = request.ScanIndexForward === false;
  const range = keyRange(source.prefix, tests, source.key);
  return readPage(context, {
    source,
    range: request.ExclusiveStartKey ? after(range, entryKey(source, request.ExclusiveStartKey), backward) : range,
    backward,
    limit: request.Limit,
    fetch,
    filter,
    projection,
    select: request.Select,
    consistent: request.ConsistentRead,
    returnCapacity: request.ReturnConsumedCapacity,
  });
}

function checked(request: QueryInput) {
  checkParameters(request, ['ProjectionExpression', 'FilterExpression', 'KeyConditionExpression'], LEGACY);
  const legacyFilter = filterCondition(request.QueryFilter, request.ConditionalOperator);
  checkDistinctAttributes(request.AttributesToGet);
  validateStartKey(request.ExclusiveStartKey);
  checkSelect(request);
  if (request.KeyConditions === undefined && request.KeyConditionExpression === undefined)
    throw validationError(
      'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
    );
  const { keyCondition, filter = legacyFilter, ...expressions } = requestExpressions(request);
  const tests = keyCondition ? keyTests(keyCondition) : legacyKeyTests(request.KeyConditions ?? {});
  const paths = request.AttributesToGet?.map((name) => [name]);
  const projection = paths ? { paths, project: projector(paths) } : expressions.projection;
  return { tests, filter, projection };
}

/** What is left of the range behind the start key. */
function after({ from, to }: Range, start: string, backward: boolean): Range {
  return backward ? { from, to: start } : { from: past(start), to };
}

/** The start key must be one the query could have stopped at. */
function checkWithin(startKey: Item, tests: ReadonlyMap<string, KeyTest>, { key }: ReadSource): void {
  const start = startKey[key.hash.name] ?? {};
  const sameHash = compareValues(start, tests.get(key.hash.name)?.values[0] ?? {}) === 0;
  const rangeTest = key.range && tests.get(key.range.name);
  if (rangeTest === undefined) {
    if (!sameHash)
      throw validationError('The provided starting key is outside query boundaries based on provided conditions');
    return;
  }
  if (!passes(startKey[key.range?.name ?? ''] ?? {}, rangeTest))
    throw validationError('The provided starting key does not match the range key predicate');
  if (!sameHash) throw validationError('The query can return at most one row and cannot be restarted');
}

function passes(value: Item[string], { operator, values }: KeyTest): boolean {
  const [first = {}, second = {}] = values;
  if (operator === 'begins_with') return beginsWith(value, first);
  if (operator === 'unindexable') return false;
  if (operator === 'between') return compares('>=', value, first) && compares('<=', value, second);
  return compares(operator, value, first);
}

function checkFilter(
  paths: readonly (readonly (string | number)[])[] | undefined,
  { key }: ReadSource,
  parameter: string,
): void {
  const heads = new Set(paths?.map(([head]) => head));
  const name = keyNames(key).find((keyName) => heads.has(keyName));
  if (name !== undefined)
    throw validationError(`${parameter} can only contain non-primary key attributes: Primary key attribute: ${name}`);
}
