/** DeleteTable. */

import type { Context } from '../../kernel/context.ts';
import { within } from '../../kernel/tuple-key.ts';
import { validationError } from '../errors.ts';
import { closeStream } from '../streams/stream.ts';
import { describeTable } from '../table-description.ts';
import { forgetTable, namedTable, type Table } from '../table.ts';
import { parseTableInput } from './table-address.ts';
import { tableNameInput } from './table-inputs.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html */
export function deleteTable(context: Context, input: unknown) {
  const { address } = parseTableInput(context, tableNameInput, input);
  context.authorize({ action: 'dynamodb:DeleteTable', resource: address.arn });
  const table = namedTable(context, address);
  if (table.deletionProtection)
    throw validationError(
      `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.`,
    );
  const description = describeTable(
    context,
    { ...table, indexes: table.indexes.filter(({ scope }) => scope === 'local') },
    { status: 'DELETING' },
  );
  removeTable(context, table);
  return { TableDescription: description };
}

/** Removes the table and all it holds; its stream stays readable for a day. */
export function removeTable(context: Context, table: Table): void {
  for (const kind of ['item', 'index', 'statistics', 'ttl']) {
    for (const [key] of context.tx.scan(within('dynamodb', table.account, kind, table.id))) context.tx.delete(key);
  }
  if (table.stream) closeStream(context, table.stream.arn);
  forgetTable(context, table);
}
