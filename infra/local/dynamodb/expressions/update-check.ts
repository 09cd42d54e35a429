/** What is wrong with an update given its request's names and values, in the order AWS looks. */

import type { AttributeType } from '../attribute-value.ts';
import { first, givenType, nameOf, resolvePath, undefinedIn, type Bindings } from './bindings.ts';
import { overlapIn } from './path-overlap.ts';
import type { Call, Operand, SetValue, UpdateAction } from './syntax.ts';

/** The message AWS would refuse the update with, if any. */
export function problemInUpdate(actions: readonly UpdateAction[], bound: Bindings): string | undefined {
  const operands = actions.flatMap(operandsOf);
  return (
    first(operands, (operand) => undefinedName(operand, bound)) ??
    first(operands, (operand) => undefinedIn(operand, bound)) ??
    (actions.length > 1 ? overlapIn(actions.map(({ path }) => resolvePath(path, bound))) : undefined) ??
    first(actions, (action) => wrongOperand(action, bound)) ??
    first(actions, (action) => (action.type === 'SET' ? wrongValue(action.value, bound) : undefined))
  );
}

function operandsOf(action: UpdateAction): Operand[] {
  if (action.type === 'REMOVE') return [action.path];
  if (action.value.type === 'arithmetic') return [action.path, action.value.left, action.value.right];
  return [action.path, action.value];
}

function undefinedName(operand: Operand, bound: Bindings): string | undefined {
  if (operand.type === 'value') return undefined;
  if (operand.type === 'call') return first(operand.operands, (inner) => undefinedName(inner, bound));
  return operand.steps.some((step) => typeof step === 'string' && nameOf(step, bound) === undefined)
    ? undefinedIn(operand, bound)
    : undefined;
}

const LONG_NAMES: Partial<Record<AttributeType, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  NULL: 'NULL',
  BOOL: 'BOOLEAN',
  L: 'LIST',
  M: 'MAP',
};

function wrongOperand(action: UpdateAction, bound: Bindings): string | undefined {
  if (action.type !== 'ADD' && action.type !== 'DELETE') return undefined;
  const type = givenType(action.value, bound);
  const name = type && LONG_NAMES[type];
  if (name === undefined || (action.type === 'ADD' && type === 'N')) return undefined;
  return `Incorrect operand type for operator or function; operator: ${action.type}, operand type: ${name}`;
}

function wrongValue(value: SetValue, bound: Bindings): string | undefined {
  if (value.type === 'call') return wrongCall(value, bound);
  if (value.type !== 'arithmetic') return undefined;
  const sides = [value.left, value.right];
  return (
    first(sides, (side) => wrongValue(side, bound)) ??
    first(sides, (side) => incorrectType(value.operator, side, 'N', bound))
  );
}

function wrongCall(call: Call, bound: Bindings): string | undefined {
  const { name, operands } = call;
  const inner = first(operands, (operand) => wrongValue(operand, bound));
  if (inner !== undefined) return inner;
  if (operands.length !== 2)
    return `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`;
  if (name === 'list_append') return first(operands, (operand) => incorrectType(name, operand, 'L', bound));
  return operands[0]?.type === 'path'
    ? undefined
    : `Operator or function requires a document path; operator or function: ${name}`;
}

function incorrectType(name: string, operand: Operand, wanted: AttributeType, bound: Bindings): string | undefined {
  const type = givenType(operand, bound);
  if (type === undefined || type === wanted) return undefined;
  return `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`;
}
