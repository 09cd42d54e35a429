/** UpdateTimeToLive and DescribeTimeToLive. */

import type { Context } from '../../kernel/context.ts';
import { validationError } from '../errors.ts';
import { structure } from '../shapes/collection.ts';
import { plainTableName } from '../shapes/members.ts';
import { boolean, string } from '../shapes/scalar.ts';
import { namedTable, saveTable } from '../table.ts';
import { parseTableInput } from './table-address.ts';
import { tableNameInput } from './table-inputs.ts';
import { withExpiry } from './with-expiry.ts';

interface UpdateTimeToLiveInput {
  readonly TableName: string;
  readonly TimeToLiveSpecification: { readonly Enabled: boolean; readonly AttributeName: string };
}

const updateTimeToLiveInput = structure({
  TableName: plainTableName,
  TimeToLiveSpecification: structure(
    {
      Enabled: boolean({ required: true }),
      AttributeName: string({ required: true, maxLength: 255 }),
    },
    'TimeToLiveSpecification',
    { required: true },
  ),
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html */
export function updateTimeToLive(context: Context, input: unknown) {
  const { request, address } = parseTableInput<UpdateTimeToLiveInput>(context, updateTimeToLiveInput, input);
  if (request.TimeToLiveSpecification.AttributeName === '')
    throw validationError('TimeToLiveSpecification.AttributeName must be non empty');
  context.authorize({ action: 'dynamodb:UpdateTimeToLive', resource: address.arn });
  const table = namedTable(context, address);
  const { Enabled: enabled, AttributeName: attribute } = request.TimeToLiveSpecification;
  if (enabled && table.ttlAttribute !== undefined)
    throw validationError(
      table.ttlAttribute === attribute
        ? 'TimeToLive is already enabled'
        : `TimeToLive is active on a different AttributeName: current AttributeName is ${table.ttlAttribute}`,
    );
  if (!enabled && table.ttlAttribute === undefined) throw validationError('TimeToLive is already disabled');
  saveTable(context, withExpiry(context, table, table.ttlAttribute, enabled ? attribute : undefined));
  return { TimeToLiveSpecification: { Enabled: enabled, AttributeName: attribute } };
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html */
export function describeTimeToLive(context: Context, input: unknown) {
  const { address } = parseTableInput(context, tableNameInput, input);
  context.authorize({ action: 'dynamodb:DescribeTimeToLive', resource: address.arn });
  const { ttlAttribute } = namedTable(context, address);
  return {
    TimeToLiveDescription:
      ttlAttribute === undefined
        ? { TimeToLiveStatus: 'DISABLED' }
        : { TimeToLiveStatus: 'ENABLED', AttributeName: ttlAttribute },
  };
}
