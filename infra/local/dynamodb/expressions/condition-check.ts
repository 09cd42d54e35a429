/** What is wrong with a condition given its request's names and values, in the order AWS looks. */

import { attributeOf, typeOf, type AttributeValue } from '../attribute-value.ts';
import { compareValues } from '../compare-values.ts';
import { first, givenType, resolvePath, showPath, undefinedIn, type Bindings } from './bindings.ts';
import type { Between, Call, Comparison, Condition, Leaf, Operand } from './syntax.ts';

const OPERANDS: Readonly<Record<string, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
  size: 1,
};
const TYPE_NAMES = ['B', 'NULL', 'SS', 'BOOL', 'L', 'BS', 'N', 'NS', 'S', 'M'];
const MOST_CANDIDATES = 100;

/** The message AWS would refuse the condition with, if any. */
export function problemIn(condition: Condition, bound: Bindings): string | undefined {
  switch (condition.type) {
    case 'and':
    case 'or':
      return problemIn(condition.left, bound) ?? problemIn(condition.right, bound);
    case 'not':
      return problemIn(condition.condition, bound);
    case 'compare':
    case 'between':
    case 'in':
    case 'call':
      return problemInLeaf(condition, bound);
  }
}

function problemInLeaf(leaf: Leaf, bound: Bindings): string | undefined {
  const operands = operandsOf(leaf);
  const calls = operands.filter((operand) => operand.type === 'call');
  if (leaf.type === 'call') calls.push(leaf);
  return (
    first(operands, (operand) => undefinedIn(operand, bound)) ??
    first(calls, wrongCount) ??
    indistinct(leaf, bound) ??
    first(calls, (call) => wrongType(call, bound)) ??
    wrongOperator(leaf, bound)
  );
}

function operandsOf(leaf: Leaf): readonly Operand[] {
  switch (leaf.type) {
    case 'compare':
      return [leaf.left, leaf.right];
    case 'between':
      return [leaf.operand, leaf.lower, leaf.upper];
    case 'in':
      return [leaf.operand, ...leaf.candidates];
    case 'call':
      return leaf.operands;
  }
}

function wrongCount({ name, operands }: Call): string | undefined {
  if (OPERANDS[name] === operands.length) return undefined;
  return `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`;
}

function indistinct(leaf: Leaf, bound: Bindings): string | undefined {
  if (leaf.type !== 'compare' && leaf.type !== 'call') return undefined;
  const [left, right] = operandsOf(leaf);
  if (left?.type !== 'path' || right?.type !== 'path') return undefined;
  const shown = showPath(resolvePath(left, bound));
  if (shown !== showPath(resolvePath(right, bound))) return undefined;
  const operator = leaf.type === 'call' ? leaf.name : leaf.operator;
  return `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${shown}`;
}

function wrongType({ name, operands }: Call, bound: Bindings): string | undefined {
  switch (name) {
    case 'attribute_exists':
    case 'attribute_not_exists':
      return operands[0]?.type === 'path'
        ? undefined
        : `Operator or function requires a document path; operator or function: ${name}`;
    case 'begins_with':
      return first(operands, (operand) => {
        const type = typeIn(operand, bound);
        return type === undefined || type === 'S' || type === 'B' ? undefined : incorrectType(name, type);
      });
    case 'attribute_type':
      return wrongTypeName(operands[1], bound);
    case 'size': {
      const type = operands[0] && typeIn(operands[0], bound);
      return type === 'N' || type === 'BOOL' || type === 'NULL' ? incorrectType(name, type) : undefined;
    }
    default:
      return undefined;
  }
}

function typeIn(operand: Operand, bound: Bindings): string | undefined {
  return operand.type === 'call' ? 'N' : givenType(operand, bound);
}

function incorrectType(name: string, type: string): string {
  return `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`;
}

function wrongTypeName(operand: Operand | undefined, bound: Bindings): string | undefined {
  const type = operand && givenType(operand, bound);
  if (operand?.type !== 'value' || type !== 'S')
    return incorrectType('attribute_type', type ?? '{NS,SS,L,BS,N,M,B,BOOL,NULL,S}');
  const name = attributeOf(bound.values, operand.name)?.S ?? '';
  if (TYPE_NAMES.includes(name)) return undefined;
  return `Invalid attribute type name found; type: ${name}, valid types: {${TYPE_NAMES.join(',')}}`;
}

function wrongOperator(leaf: Leaf, bound: Bindings): string | undefined {
  if (leaf.type === 'between') return wrongBounds(leaf, bound);
  if (leaf.type === 'compare') return unordered(leaf, bound);
  if (leaf.type === 'in' && leaf.candidates.length > MOST_CANDIDATES)
    return `The IN operator is provided with too many operands; number of operands: ${leaf.candidates.length}`;
  return undefined;
}

function unordered({ operator, left, right }: Comparison, bound: Bindings): string | undefined {
  if (operator === '=' || operator === '<>') return undefined;
  return first([left, right], (operand) => {
    const type = givenType(operand, bound);
    if (type === undefined || type === 'S' || type === 'N' || type === 'B') return undefined;
    return `Incorrect operand type for operator or function; operator: ${operator}, operand type: ${type}`;
  });
}

function wrongBounds({ lower, upper }: Between, bound: Bindings): string | undefined {
  const [low, high] = [given(lower, bound), given(upper, bound)];
  if (low === undefined || high === undefined) return undefined;
  const [lowType, highType] = [typeOf(low), typeOf(high)];
  const bounds = `lower bound operand: AttributeValue: ${shown(low)}, upper bound operand: AttributeValue: ${shown(high)}`;
  if (lowType !== highType) return `The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`;
  if ((compareValues(low, high) ?? 0) <= 0) return undefined;
  return `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`;
}

/** `{N:5}` */
function shown(value: AttributeValue): string {
  const type = typeOf(value);
  const content = value[type];
  return `{${type}:${typeof content === 'string' ? content : JSON.stringify(content)}}`;
}

function given(operand: Operand, bound: Bindings) {
  return operand.type === 'value' ? attributeOf(bound.values, operand.name) : undefined;
}
