/** The names and values that come with a request's expressions, and which of them were used. */

import { attributeOf, typeOf, type AttributeValue, type Item } from '../attribute-value.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { validationError } from '../errors.ts';
import { validateValue } from '../validate-value.ts';
import type { Operand, Parsed, Path } from './syntax.ts';

export interface Bindings {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Item;
  /** Placeholders no expression has mentioned so far. */
  readonly unusedNames: Set<string>;
  readonly unusedValues: Set<string>;
}

export interface BindingParameters {
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Item;
}

/** Checks the spelling of the placeholders, and the values. Throws ValidationException. */
export function bindings(parameters: BindingParameters): Bindings {
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = parameters;
  const unusedNames = placeholders('ExpressionAttributeNames', names, /^#[0-9a-zA-Z_]+$/);
  const unusedValues = placeholders('ExpressionAttributeValues', values, /^:[0-9a-zA-Z_]+$/);
  for (const name of unusedValues) validateBound(name, values?.[name] ?? {});
  return { names: names ?? {}, values: values ?? {}, unusedNames, unusedValues };
}

function placeholders(parameter: string, given: object | undefined, spelling: RegExp): Set<string> {
  if (given === undefined) return new Set();
  const keys = Object.keys(given);
  if (keys.length === 0) throw validationError(`${parameter} must not be empty`);
  for (const name of keys) {
    if (!spelling.test(name)) throw validationError(`${parameter} contains invalid key: Syntax error; key: "${name}"`);
  }
  return new Set(keys);
}

function validateBound(name: string, value: AttributeValue): void {
  try {
    validateValue(value);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw validationError(`ExpressionAttributeValues contains invalid value: ${error.message} for key ${name}`);
  }
}

/** Notes what the expression uses. */
export function markUsed(bound: Bindings, parsed: Parsed<unknown>): void {
  for (const name of parsed.names) bound.unusedNames.delete(name);
  for (const value of parsed.values) bound.unusedValues.delete(value);
}

/** Throws ValidationException if a placeholder was given for nothing. */
export function checkAllUsed({ unusedNames, unusedValues }: Bindings): void {
  if (unusedNames.size > 0) throw unused('ExpressionAttributeNames', unusedNames);
  if (unusedValues.size > 0) throw unused('ExpressionAttributeValues', unusedValues);
}

function unused(parameter: string, keys: Set<string>) {
  return validationError(`Value provided in ${parameter} unused in expressions: keys: {${[...keys].join(', ')}}`);
}

/** A step's own name, or what its placeholder stands for. */
export function nameOf(step: string, { names }: Bindings): string | undefined {
  if (!step.startsWith('#')) return step;
  return Object.hasOwn(names, step) ? names[step] : undefined;
}

/** The path with its placeholders resolved; they are known to be defined. */
export function resolvePath(path: Path, bound: Bindings): (string | number)[] {
  return path.steps.map((step) => (typeof step === 'number' ? step : (nameOf(step, bound) ?? step)));
}

/** Why a name or value in the operand is undefined, if one is. */
export function undefinedIn(operand: Operand, bound: Bindings): string | undefined {
  if (operand.type === 'value')
    return attributeOf(bound.values, operand.name) === undefined
      ? `An expression attribute value used in expression is not defined; attribute value: ${operand.name}`
      : undefined;
  if (operand.type === 'call') return first(operand.operands, (inner) => undefinedIn(inner, bound));
  const missing = operand.steps.find((step) => typeof step === 'string' && nameOf(step, bound) === undefined);
  return missing === undefined
    ? undefined
    : `An expression attribute name used in the document path is not defined; attribute name: ${missing}`;
}

/** The first answer that is not undefined. */
export function first<T>(all: readonly T[], find: (one: T) => string | undefined): string | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The type of a value given with the request; undefined for anything looked up in the item. */
export function givenType(operand: Operand, bound: Bindings) {
  const value = operand.type === 'value' ? attributeOf(bound.values, operand.name) : undefined;
  return value === undefined ? undefined : typeOf(value);
}

/** `[a, [3], b]`, as AWS shows paths in messages. */
export function showPath(steps: readonly (string | number)[]): string {
  return `[${steps.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`;
}
