/**
 * AttributeUpdates, the update from before expressions.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.AttributeUpdates.html
 */

import { typeOf, type AttributeType, type Item } from '../attribute-value.ts';
import { invalidParameter } from '../errors.ts';
import type { BoundUpdate } from '../expressions/request-expressions.ts';
import type { Path, UpdateAction } from '../expressions/syntax.ts';
import { validateValue } from '../validate-value.ts';
import type { AttributeUpdate } from './legacy-parameters.ts';

const SETS: readonly AttributeType[] = ['SS', 'NS', 'BS'];
const EMPTY_LIST = ':empty';

/** The update expression that says the same; undefined without one. Throws ValidationException. */
export function attributeUpdates(
  updates: Readonly<Record<string, AttributeUpdate>> | undefined,
): BoundUpdate | undefined {
  if (updates === undefined) return undefined;
  const names: Record<string, string> = {};
  const values: Item = { [EMPTY_LIST]: { L: [] } };
  const actions = Object.entries(updates).map(([name, update], at): UpdateAction => {
    checkUpdate(update);
    names[`#${at}`] = name;
    if (update.Value) values[`:${at}`] = update.Value;
    return actionOf(update, { type: 'path', steps: [`#${at}`] }, `:${at}`);
  });
  const paths = Object.keys(updates).map((name) => [name]);
  const bound = { names, values, unusedNames: new Set<string>(), unusedValues: new Set<string>() };
  return { actions, bound, paths, mentioned: paths, typeMismatch: 'Type mismatch for attribute to update' };
}

function checkUpdate({ Action: action, Value: value }: AttributeUpdate): void {
  if (value === undefined) {
    if (action === 'DELETE') return;
    throw invalidParameter('Only DELETE action is allowed when no attribute value is specified');
  }
  validateValue(value);
  const type = typeOf(value);
  if (action === 'DELETE' && !SETS.includes(type))
    throw invalidParameter(`DELETE action with value is not supported for the type ${type}`);
  if (action === 'ADD' && !SETS.includes(type) && type !== 'L' && type !== 'N')
    throw invalidParameter(`ADD action is not supported for the type ${type}`);
}

function actionOf({ Action: action, Value: value }: AttributeUpdate, path: Path, name: string): UpdateAction {
  const given = { type: 'value', name } as const;
  if (value === undefined) return { type: 'REMOVE', path };
  if (action === 'DELETE') return { type: 'DELETE', path, value: given };
  if (action !== 'ADD') return { type: 'SET', path, value: given };
  if (value.L === undefined) return { type: 'ADD', path, value: given };
  const empty = { type: 'value', name: EMPTY_LIST } as const;
  const present = { type: 'call', name: 'if_not_exists', operands: [path, empty] } as const;
  return { type: 'SET', path, value: { type: 'call', name: 'list_append', operands: [present, given] } };
}
