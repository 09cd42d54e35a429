/** Whether an item fulfils a condition. */

import { attributeOf, typeOf, type AttributeValue, type Item } from '../attribute-value.ts';
import { compareValues, equalValues } from '../compare-values.ts';
import { base64Bytes, utf8Bytes } from '../item-size.ts';
import type { Bindings } from './bindings.ts';
import { valueAt } from './document-path.ts';
import type { Call, Comparator, Condition, Operand } from './syntax.ts';

/** The condition has been checked against its bindings. A missing item is an empty one. */
export function holds(condition: Condition, item: Item, bound: Bindings): boolean {
  switch (condition.type) {
    case 'and':
      return holds(condition.left, item, bound) && holds(condition.right, item, bound);
    case 'or':
      return holds(condition.left, item, bound) || holds(condition.right, item, bound);
    case 'not':
      return !holds(condition.condition, item, bound);
    case 'compare':
      return compares(condition.operator, valueOf(condition.left, item, bound), valueOf(condition.right, item, bound));
    case 'between': {
      const value = valueOf(condition.operand, item, bound);
      return (
        compares('>=', value, valueOf(condition.lower, item, bound)) &&
        compares('<=', value, valueOf(condition.upper, item, bound))
      );
    }
    case 'in': {
      const value = valueOf(condition.operand, item, bound);
      return condition.candidates.some((candidate) => compares('=', value, valueOf(candidate, item, bound)));
    }
    case 'call':
      return applies(condition, item, bound);
  }
}

function valueOf(operand: Operand, item: Item, bound: Bindings): AttributeValue | undefined {
  switch (operand.type) {
    case 'path':
      return valueAt(item, operand, bound);
    case 'value':
      return attributeOf(bound.values, operand.name);
    case 'call':
      return sizeOf(operand.operands[0] && valueOf(operand.operands[0], item, bound));
  }
}

/** A comparison with something missing is false, but for `<>`. */
export function compares(
  operator: Comparator,
  left: AttributeValue | undefined,
  right: AttributeValue | undefined,
): boolean {
  if (left === undefined || right === undefined) return operator === '<>';
  if (operator === '=') return equalValues(left, right);
  if (operator === '<>') return !equalValues(left, right);
  const order = compareValues(left, right);
  if (order === undefined) return false;
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function applies({ name, operands }: Call, item: Item, bound: Bindings): boolean {
  const [value, argument] = operands.map((operand) => valueOf(operand, item, bound));
  switch (name) {
    case 'attribute_exists':
      return value !== undefined;
    case 'attribute_not_exists':
      return value === undefined;
    case 'attribute_type':
      return value !== undefined && typeOf(value) === argument?.S;
    case 'begins_with':
      return value !== undefined && argument !== undefined && beginsWith(value, argument);
    case 'contains':
      return value !== undefined && argument !== undefined && contains(value, argument);
    default:
      throw new Error(`no function ${name}`);
  }
}

export function beginsWith(value: AttributeValue, prefix: AttributeValue): boolean {
  if (value.S !== undefined && prefix.S !== undefined) return value.S.startsWith(prefix.S);
  if (value.B === undefined || prefix.B === undefined) return false;
  const start = Buffer.from(prefix.B, 'base64');
  return Buffer.from(value.B, 'base64').subarray(0, start.length).equals(start);
}

/** A substring, a member of a set, or an element of a list. */
function contains(value: AttributeValue, sought: AttributeValue): boolean {
  if (value.L !== undefined) return value.L.some((element) => equalValues(element, sought));
  if (sought.S !== undefined) return value.S?.includes(sought.S) ?? value.SS?.includes(sought.S) ?? false;
  if (sought.N !== undefined) return value.NS?.includes(sought.N) ?? false;
  if (sought.B === undefined) return false;
  if (value.B !== undefined) return Buffer.from(value.B, 'base64').includes(Buffer.from(sought.B, 'base64'));
  return value.BS?.includes(sought.B) ?? false;
}

function sizeOf(value: AttributeValue | undefined): AttributeValue | undefined {
  if (value === undefined) return undefined;
  const size = length(value);
  return size === undefined ? undefined : { N: String(size) };
}

function length(value: AttributeValue): number | undefined {
  if (value.S !== undefined) return utf8Bytes(value.S);
  if (value.B !== undefined) return base64Bytes(value.B);
  if (value.M !== undefined) return Object.keys(value.M).length;
  return (value.L ?? value.SS ?? value.NS ?? value.BS)?.length;
}
