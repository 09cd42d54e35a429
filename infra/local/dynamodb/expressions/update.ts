/**
 * Applies an update expression: every value is computed from the item as it was, then all actions take effect at once.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */

import { attributeOf, cloneItem, cloneValue, typeOf, type AttributeValue, type Item } from '../attribute-value.ts';
import { validationError } from '../errors.ts';
import { addNumbers, subtractNumbers } from '../number.ts';
import type { Bindings } from './bindings.ts';
import { documentEditor } from './document-editor.ts';
import { valueAt } from './document-path.ts';
import type { Operand, SetValue, UpdateAction } from './syntax.ts';

/** What is said of an operand whose type does not fit the item. */
export const WRONG_DATA_TYPE = 'An operand in the update expression has an incorrect data type';

/** The updated item; `before` stays as it is. The update has been checked. Throws ValidationException. */
export function applyUpdate(actions: readonly UpdateAction[], before: Item, bound: Bindings): Item {
  const after = cloneItem(before);
  const editor = documentEditor(after, bound);
  const values = actions.map((action) => (action.type === 'SET' ? computed(action.value, before, bound) : undefined));
  for (const [at, action] of actions.entries()) {
    switch (action.type) {
      case 'SET':
        editor.set(action.path, cloneValue(values[at] ?? {}));
        break;
      case 'REMOVE':
        editor.remove(action.path);
        break;
      case 'ADD':
        editor.set(action.path, sum(editor.get(action.path), given(action.value.name, bound)));
        break;
      case 'DELETE':
        deleteMembers(editor, action.path, given(action.value.name, bound));
        break;
    }
  }
  editor.finish();
  return after;
}

function given(name: string, bound: Bindings): AttributeValue {
  return attributeOf(bound.values, name) ?? {};
}

function computed(value: SetValue, item: Item, bound: Bindings): AttributeValue {
  if (value.type !== 'arithmetic') return operandValue(value, item, bound);
  const left = operandValue(value.left, item, bound).N;
  const right = operandValue(value.right, item, bound).N;
  if (left === undefined || right === undefined) throw wrongDataType();
  return { N: value.operator === '+' ? addNumbers(left, right) : subtractNumbers(left, right) };
}

function operandValue(operand: Operand, item: Item, bound: Bindings): AttributeValue {
  if (operand.type === 'value') return given(operand.name, bound);
  if (operand.type === 'path') {
    const value = valueAt(item, operand, bound);
    if (value === undefined)
      throw validationError('The provided expression refers to an attribute that does not exist in the item');
    return value;
  }
  const [first, second] = operand.operands as [Operand, Operand];
  if (operand.name === 'if_not_exists') {
    const present = first.type === 'path' ? valueAt(item, first, bound) : undefined;
    return present ?? operandValue(second, item, bound);
  }
  const [head, tail] = [operandValue(first, item, bound).L, operandValue(second, item, bound).L];
  if (head === undefined || tail === undefined) throw wrongDataType();
  return { L: [...head, ...tail] };
}

function sum(present: AttributeValue | undefined, added: AttributeValue): AttributeValue {
  if (present === undefined) return cloneValue(added);
  const type = typeOf(added);
  if (typeOf(present) !== type) throw wrongDataType();
  if (type === 'N') return { N: addNumbers(present.N ?? '0', added.N ?? '0') };
  return { [type]: [...new Set([...members(present), ...members(added)])] };
}

function deleteMembers(editor: ReturnType<typeof documentEditor>, path: UpdateAction['path'], gone: AttributeValue) {
  const present = editor.get(path);
  if (present === undefined) return;
  if (typeOf(present) !== typeOf(gone)) throw wrongDataType();
  const left = members(present).filter((member) => !members(gone).includes(member));
  if (left.length === 0) editor.remove(path);
  else editor.set(path, { [typeOf(present)]: left });
}

function members(set: AttributeValue): string[] {
  return set.SS ?? set.NS ?? set.BS ?? [];
}

function wrongDataType() {
  return validationError(WRONG_DATA_TYPE);
}
