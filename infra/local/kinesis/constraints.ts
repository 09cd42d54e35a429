/** Checks an input against the constraints of the API reference, and words violations as AWS does: all in one message. */

import { AwsError } from '../kernel/aws-error.ts';
import { validationFailure } from './kinesis-errors.ts';

export interface Constraint {
  readonly type: 'string' | 'number' | 'boolean' | 'list' | 'map';
  readonly required?: boolean;
  /** Least length of a string, list or map; least value of a number. */
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly values?: readonly string[];
}

/** Refuses the input unless every member it has is of its type and within its constraints. */
export function checkConstraints(input: unknown, constraints: Readonly<Record<string, Constraint>>, at = ''): void {
  const violations = violationsOf(input, constraints, at);
  if (violations.length === 0) return;
  const plural = violations.length === 1 ? '' : 's';
  throw validationFailure(`${violations.length} validation error${plural} detected: ${violations.join('; ')}`);
}

function violationsOf(input: unknown, constraints: Readonly<Record<string, Constraint>>, at: string): string[] {
  if (!hasType(input, 'map')) throw new AwsError('SerializationException', `${at} is not of the expected type: map.`);
  const members = input as Readonly<Record<string, unknown>>;
  return Object.entries(constraints).flatMap(([name, constraint]) => {
    const value = members[name] ?? undefined;
    if (value !== undefined && !hasType(value, constraint.type))
      throw new AwsError('SerializationException', `${name} is not of the expected type: ${constraint.type}.`);
    const where = `at '${at}${name.charAt(0).toLowerCase()}${name.slice(1)}' failed to satisfy constraint: `;
    return broken(value, constraint).map((rule) => `Value ${shown(value)} ${where}Member must ${rule}`);
  });
}

function hasType(value: unknown, type: Constraint['type']): boolean {
  if (type === 'list') return Array.isArray(value);
  if (type === 'map') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}

/** The rules a value breaks. */
function broken(value: unknown, { required, min, max, pattern, values }: Constraint): string[] {
  if (value === undefined) return required ? ['not be null'] : [];
  const rules: string[] = [];
  if (typeof value === 'string' && pattern !== undefined && !patternOf(pattern).test(value))
    rules.push(`satisfy regular expression pattern: ${pattern}`);
  if (typeof value === 'string' && values !== undefined && !values.includes(value))
    rules.push(`satisfy enum value set: [${values.join(', ')}]`);
  const [size, what] = typeof value === 'number' ? [value, 'value'] : [lengthOf(value), 'length'];
  if (size !== undefined && max !== undefined && size > max) rules.push(`have ${what} less than or equal to ${max}`);
  if (size !== undefined && min !== undefined && size < min) rules.push(`have ${what} greater than or equal to ${min}`);
  return rules;
}

function lengthOf(value: unknown): number | undefined {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : undefined;
}

function shown(value: unknown): string {
  return value === undefined ? 'null' : `'${typeof value === 'string' ? value : JSON.stringify(value)}'`;
}

const compiled = new Map<string, RegExp>();

function patternOf(pattern: string): RegExp {
  const known = compiled.get(pattern) ?? new RegExp(`^(?:${pattern})$`);
  compiled.set(pattern, known);
  return known;
}
