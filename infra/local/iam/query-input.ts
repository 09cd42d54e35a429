/** Reads the parameters of an IAM or STS call, and refuses those the engine would otherwise silently ignore. */

import { AwsError } from '../kernel/aws-error.ts';
import type { QueryValue } from '../kernel/query-protocol.ts';
import type { Tag } from './role-store.ts';

export type QueryInput = Readonly<Record<string, QueryValue>>;

/** Throws unless every parameter given is one of `names`. */
export function understands(input: QueryInput, names: readonly string[]): void {
  const unknown = Object.keys(input).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new AwsError('ValidationError', `The local engine does not support the parameter ${unknown} here.`);
}

export function optionalText(input: QueryInput, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || typeof value === 'string') return value;
  throw new AwsError('MalformedInput', `The parameter ${name} must be a string.`);
}

/** Throws ValidationError if the parameter is missing, or does not match. */
export function requiredText(input: QueryInput, name: string, pattern?: RegExp): string {
  const value = optionalText(input, name);
  if (value === undefined) throw invalid(name, 'null', 'Member must not be null');
  if (pattern && !pattern.test(value))
    throw invalid(name, `'${value}'`, `Member must satisfy regular expression pattern: ${pattern.source}`);
  return value;
}

export function optionalNumber(input: QueryInput, name: string, min: number, max: number): number | undefined {
  const text = optionalText(input, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value)) throw new AwsError('MalformedInput', `The parameter ${name} must be an integer.`);
  if (value < min) throw invalid(name, `'${text}'`, `Member must have value greater than or equal to ${min}`);
  if (value > max) throw invalid(name, `'${text}'`, `Member must have value less than or equal to ${max}`);
  return value;
}

export function tagsIn(input: QueryInput): Tag[] {
  const tags = input['Tags'] ?? [];
  if (!Array.isArray(tags)) throw new AwsError('MalformedInput', 'The parameter Tags must be a list.');
  return (tags as readonly QueryInput[]).map((tag) => ({
    Key: requiredText(tag, 'Key'),
    Value: requiredText(tag, 'Value'),
  }));
}

function invalid(name: string, value: string, constraint: string): AwsError {
  const member = (name[0] ?? '').toLowerCase() + name.slice(1);
  return new AwsError(
    'ValidationError',
    `1 validation error detected: Value ${value} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}
