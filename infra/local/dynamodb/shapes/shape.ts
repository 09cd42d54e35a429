/**
 * Describes the inputs of the API, so that a malformed request is refused as AWS's front end refuses it: wrong JSON
 * types first (SerializationException), then all broken constraints of the members together, in declared order.
 */

import { validationError } from '../errors.ts';

export interface Shape {
  /** Throws SerializationException unless the value has the shape; returns it, coerced in place where AWS coerces. */
  parse(value: unknown): unknown;
  /** Adds a sentence per broken constraint of a parsed value; a missing one is undefined. */
  check(value: unknown, path: string, problems: string[]): void;
}

const MOST_PROBLEMS = 10;

/** Parses an operation's input in place and checks every constraint. */
export function parseInput<T>(shape: Shape, input: unknown): T {
  const parsed = shape.parse(input);
  const problems: string[] = [];
  shape.check(parsed, '', problems);
  if (problems.length === 0) return parsed as T;
  const shown = problems.slice(0, MOST_PROBLEMS);
  throw validationError(`${shown.length} validation error${shown.length > 1 ? 's' : ''} detected: ${shown.join('; ')}`);
}

/** The sentence for one broken constraint. */
export function problem(value: unknown, path: string, constraint: string): string {
  const shown = value === undefined ? 'null' : `'${show(value)}'`;
  return `Value ${shown} at '${path}' failed to satisfy constraint: ${constraint}`;
}

function show(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Member names in messages begin in lower case. */
export function memberPath(parent: string, name: string): string {
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  return parent === '' ? member : `${parent}.${member}`;
}
