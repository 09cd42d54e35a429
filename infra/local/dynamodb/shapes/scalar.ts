/** Strings, booleans, numbers and blobs of the API's inputs. */

import { serializationError } from '../errors.ts';
import { problem, type Shape } from './shape.ts';

export interface Constraints {
  readonly required?: boolean;
  readonly oneOf?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
}

/** A shape whose check is these constraints. */
export function constrained(parse: (value: unknown) => unknown, constraints: Constraints = {}): Shape {
  const { required, oneOf, pattern, minLength, maxLength, min, max } = constraints;
  const regex = pattern === undefined ? undefined : new RegExp(`^${pattern}$`);
  return {
    parse,
    check(value, path, problems) {
      const fail = (constraint: string): void => void problems.push(problem(value, path, constraint));
      if (value === undefined) {
        if (required) fail('Member must not be null');
        return;
      }
      if (oneOf && !oneOf.includes(value as string)) fail(`Member must satisfy enum value set: [${oneOf.join(', ')}]`);
      if (regex && !regex.test(value as string)) fail(`Member must satisfy regular expression pattern: ${pattern}`);
      if (minLength !== undefined && lengthOf(value) < minLength)
        fail(`Member must have length greater than or equal to ${minLength}`);
      if (maxLength !== undefined && lengthOf(value) > maxLength)
        fail(`Member must have length less than or equal to ${maxLength}`);
      if (min !== undefined && (value as number) < min) fail(`Member must have value greater than or equal to ${min}`);
      if (max !== undefined && (value as number) > max) fail(`Member must have value less than or equal to ${max}`);
    },
  };
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return Object.keys(value as object).length;
}

export function string(constraints?: Constraints): Shape {
  return constrained((value) => {
    if (typeof value === 'string') return value;
    throw notConvertible(value, 'String');
  }, constraints);
}

export function boolean(constraints?: Constraints): Shape {
  return constrained((value) => {
    if (typeof value === 'boolean') return value;
    if (typeof value !== 'string') throw notConvertible(value, 'Boolean');
    if (/^(true|1|yes)$/i.test(value)) return true;
    if (/^(false|0|no)$/i.test(value)) return false;
    throw serializationError('Unexpected token received from parser');
  }, constraints);
}

/** Whole numbers; a fraction is cut off. */
export function integer(javaType: 'Integer' | 'Long', constraints?: Constraints): Shape {
  return constrained((value) => {
    if (typeof value === 'number') return Math.floor(value);
    throw notConvertible(value, javaType);
  }, constraints);
}

/** Base64 as AWS accepts it: complete and canonical. */
export function parseBlob(value: unknown): string {
  if (typeof value === 'boolean' || typeof value === 'number')
    throw serializationError('only base-64-encoded strings are convertible to bytes');
  if (typeof value !== 'string') throw unexpectedCollection(value, 'class java.nio.ByteBuffer');
  if (value.length % 4 !== 0)
    throw serializationError(`Base64 encoded length is expected a multiple of 4 bytes but found: ${value.length}`);
  if (Buffer.from(value, 'base64').toString('base64') !== value)
    throw serializationError('Invalid last non-pad Base64 character dectected');
  return value;
}

function notConvertible(value: unknown, javaType: string) {
  if (typeof value === 'string') return serializationError(`STRING_VALUE cannot be converted to ${javaType}`);
  if (typeof value === 'boolean')
    return serializationError(`${value ? 'TRUE_VALUE' : 'FALSE_VALUE'} cannot be converted to ${javaType}`);
  if (typeof value === 'number')
    return serializationError(
      `${Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE'} cannot be converted to ${javaType}`,
    );
  return unexpectedCollection(value, `class java.lang.${javaType}`);
}

/** An object or array where something else belongs. */
export function unexpectedCollection(value: unknown, javaType: string) {
  return serializationError(
    Array.isArray(value)
      ? `Unrecognized collection type ${javaType}`
      : 'Start of structure or map found where not expected',
  );
}
