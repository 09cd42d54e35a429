/** One action of a TransactWriteItems request, from its text to its change. */

import type { Context } from '../../kernel/context.ts';
import type { Item } from '../attribute-value.ts';
import { validationError } from '../errors.ts';
import { requestExpressions, type RequestExpressions } from '../expressions/request-expressions.ts';
import { itemKey } from '../item-key.ts';
import { itemSize } from '../item-size.ts';
import { checkItemKeys, checkKey } from '../key-check.ts';
import { authorizedTable } from '../operations/authorized-table.ts';
import { demand } from '../operations/write-outcome.ts';
import { storedItem, type StoredItem } from '../stored-item.ts';
import type { Table } from '../table.ts';
import { checkUpdate, updatedItem } from '../updated-item.ts';
import { validateAttributes, validateNewItem } from '../validate-value.ts';
import type { ActionInput, ActionType, TransactWriteItem } from './transact-inputs.ts';

/** An action whose text is in order. */
interface ReadAction {
  readonly type: ActionType;
  readonly request: ActionInput;
  readonly keys: Item;
  readonly bytes: number;
  readonly expressions: RequestExpressions;
}

const TYPES: readonly ActionType[] = ['ConditionCheck', 'Put', 'Delete', 'Update'];
const PERMISSIONS = {
  ConditionCheck: 'dynamodb:ConditionCheckItem',
  Put: 'dynamodb:PutItem',
  Delete: 'dynamodb:DeleteItem',
  Update: 'dynamodb:UpdateItem',
} satisfies Record<ActionType, string>;

/** Throws ValidationException. */
export function readAction(item: TransactWriteItem): ReadAction {
  const [type, ...others] = TYPES.filter((name) => item[name] !== undefined);
  const request = type && item[type];
  if (type === undefined || request === undefined)
    throw validationError('Invalid Request: TransactWriteRequest should contain Delete or Put or Update request');
  if (others.length > 0) throw validationError('TransactItems can only contain one of Check, Put, Update or Delete');
  const keys = request.Item ?? request.Key ?? {};
  if (request.Item === undefined) validateAttributes(keys);
  const bytes = request.Item === undefined ? itemSize(keys) : validateNewItem(request.Item);
  return { type, request, keys, bytes, expressions: requestExpressions(request) };
}

/** An action whose item is found. */
export interface PlacedAction extends ReadAction {
  readonly table: Table;
  /** The store's key of the item. */
  readonly key: string;
}

/** Throws AccessDeniedException, ResourceNotFoundException or, for a key that does not fit, ValidationException. */
export function placeAction(context: Context, action: ReadAction): PlacedAction {
  const table = authorizedTable(context, PERMISSIONS[action.type], action.request.TableName, [action.keys]);
  if (action.type === 'Put') checkItemKeys(action.keys, table);
  else checkKey(action.keys, table.key);
  return { ...action, table, key: itemKey(table, action.keys) };
}

/** What the action would change; undefined for a mere check. */
export interface Outcome {
  readonly before: StoredItem | undefined;
  readonly after: StoredItem | undefined;
}

/** Throws ConditionalCheckFailedException or ValidationException; nothing is written yet. */
export function outcomeOf(context: Context, action: PlacedAction): Outcome {
  const { type, table, request, expressions, bytes } = action;
  if (expressions.update) checkUpdate(expressions.update, table);
  const before = storedItem(context, action.key);
  demand(expressions.condition, before, request);
  switch (type) {
    case 'ConditionCheck':
      return { before, after: before };
    case 'Put':
      return { before, after: { item: action.keys, bytes } };
    case 'Delete':
      return { before, after: undefined };
    case 'Update':
      return { before, after: updatedItem(table, before?.item ?? action.keys, expressions.update) };
  }
}
