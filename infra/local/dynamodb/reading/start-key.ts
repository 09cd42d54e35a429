/** Checks ExclusiveStartKey, where a page goes on. */

import { attributeOf, pick, type Item } from '../attribute-value.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { validationError } from '../errors.ts';
import { checkKey } from '../key-check.ts';
import { keyNames } from '../table.ts';
import { validateAttributes } from '../validate-value.ts';
import type { ReadSource } from './read-source.ts';

const INVALID = 'The provided starting key is invalid';

/** Validates the values themselves. Some messages go without the preface, as in AWS. */
export function validateStartKey(startKey: Item | undefined): void {
  if (startKey === undefined) return;
  prefaced(
    () => validateAttributes(startKey),
    (message) => !/contains duplicates|number set|numeric value|significant digits|number with magnitude/.test(message),
  );
}

function prefaced(check: () => void, isPrefaced: (message: string) => boolean = () => true): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof AwsError) || !isPrefaced(error.message)) throw error;
    throw validationError(`${INVALID}: ${error.message}`);
  }
}

/** Demands all keys of the source and no other attribute. Throws ValidationException. */
export function checkStartKey(startKey: Item, { table, index, key, startKeyNames }: ReadSource, scan: boolean): void {
  if (Object.keys(startKey).length !== startKeyNames.length)
    throw validationError(
      scan && index === undefined ? `${INVALID}: The provided key element does not match the schema` : INVALID,
    );
  if (index !== undefined || !scan) {
    for (const name of keyNames(key)) {
      if (attributeOf(startKey, name) === undefined) throw validationError(INVALID);
    }
    checkKey(pick(startKey, keyNames(key)), key);
  }
  prefaced(() => checkKey(pick(startKey, keyNames(table.key)), table.key));
}
