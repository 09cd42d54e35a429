/** Reads TableName of the operations on tables, which refuse a bad one in words of their own. */

import type { Context } from '../../kernel/context.ts';
import { validationError } from '../errors.ts';
import { parseInput, type Shape } from '../shapes/shape.ts';
import { addressOf, type TableAddress } from '../table.ts';

interface Addressed<T> {
  readonly request: T;
  readonly address: TableAddress;
}

/** Parses an input with a TableName and finds where that table is. */
export function parseTableInput<T extends { readonly TableName: string }>(
  context: Context,
  shape: Shape,
  input: unknown,
): Addressed<T> {
  const parsed = shape.parse(input) as { TableName?: string };
  if (parsed.TableName === undefined)
    throw validationError("The parameter 'TableName' is required but was not present in the request");
  const { length } = parsed.TableName;
  if (!parsed.TableName.startsWith('arn:') && (length < 3 || length > 255))
    throw validationError('TableName must be at least 3 characters long and at most 255 characters long');
  const request = parseInput<T>(shape, parsed);
  return { request, address: addressOf(context, request.TableName) };
}
