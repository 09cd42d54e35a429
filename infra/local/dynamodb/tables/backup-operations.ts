/** Point-in-time recovery as a setting: nothing is recovered on one machine. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { structure } from '../shapes/collection.ts';
import { plainTableName } from '../shapes/members.ts';
import { boolean, integer } from '../shapes/scalar.ts';
import { findTable, saveTable, type Table, type TableAddress } from '../table.ts';
import { parseTableInput } from './table-address.ts';
import { tableNameInput } from './table-inputs.ts';

const MOST_DAYS = 35;

interface UpdateContinuousBackupsInput {
  readonly TableName: string;
  readonly PointInTimeRecoverySpecification: {
    readonly PointInTimeRecoveryEnabled: boolean;
    readonly RecoveryPeriodInDays?: number;
  };
}

const updateContinuousBackupsInput = structure({
  TableName: plainTableName,
  PointInTimeRecoverySpecification: structure(
    {
      PointInTimeRecoveryEnabled: boolean({ required: true }),
      RecoveryPeriodInDays: integer('Integer', { min: 1, max: MOST_DAYS }),
    },
    'PointInTimeRecoverySpecification',
    { required: true },
  ),
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html */
export function updateContinuousBackups(context: Context, input: unknown) {
  const { request, address } = parseTableInput<UpdateContinuousBackupsInput>(
    context,
    updateContinuousBackupsInput,
    input,
  );
  context.authorize({ action: 'dynamodb:UpdateContinuousBackups', resource: address.arn });
  const { PointInTimeRecoveryEnabled: enabled, RecoveryPeriodInDays: days = MOST_DAYS } =
    request.PointInTimeRecoverySpecification;
  const { recovery, ...table } = backedUpTable(context, address);
  const changed: Table = enabled ? { ...table, recovery: { days, sinceMs: recovery?.sinceMs ?? context.now } } : table;
  saveTable(context, changed);
  return { ContinuousBackupsDescription: description(context, changed) };
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html */
export function describeContinuousBackups(context: Context, input: unknown) {
  const { address } = parseTableInput(context, tableNameInput, input);
  context.authorize({ action: 'dynamodb:DescribeContinuousBackups', resource: address.arn });
  return { ContinuousBackupsDescription: description(context, backedUpTable(context, address)) };
}

/** Backups have their own word for a missing table. */
function backedUpTable(context: Context, address: TableAddress): Table {
  const table = findTable(context, address);
  if (table === undefined) throw new AwsError('TableNotFoundException', `Table not found: ${address.name}`);
  return table;
}

function description({ now }: Context, { recovery }: Table) {
  if (recovery === undefined)
    return {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
    };
  const earliestMs = Math.max(recovery.sinceMs, now - recovery.days * 24 * 60 * 60 * 1000);
  return {
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription: {
      PointInTimeRecoveryStatus: 'ENABLED',
      RecoveryPeriodInDays: recovery.days,
      EarliestRestorableDateTime: earliestMs / 1000,
      LatestRestorableDateTime: now / 1000,
    },
  };
}
