/** The API of reserved concurrency, and of what the account has. */

import type { Context } from '../../kernel/context.ts';
import { invalidParameter } from '../function/function-errors.ts';
import { allFunctions, requireFunction, saveFunction, type FunctionRecord } from '../function/function-record.ts';
import { authorizeFunction } from '../policy/function-policy.ts';
import { omit } from '../omit.ts';
import { ACCOUNT_CONCURRENCY } from './concurrency.ts';

/** Concurrency that functions without a reservation must be left. */
const LEAST_UNRESERVED = 100;

interface ConcurrencyInput {
  readonly FunctionName?: string;
  readonly ReservedConcurrentExecutions?: number;
}

export function putFunctionConcurrency(context: Context, input: ConcurrencyInput): unknown {
  const { record, reference } = requireFunction(context, input);
  authorizeFunction(context, 'PutFunctionConcurrency', reference);
  const wanted = input.ReservedConcurrentExecutions ?? 0;
  if (unreserved(context, record) - wanted < LEAST_UNRESERVED)
    throw invalidParameter(
      `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${LEAST_UNRESERVED}].`,
    );
  saveFunction(context, { ...record, reservedConcurrency: wanted });
  return { ReservedConcurrentExecutions: wanted };
}

export function getFunctionConcurrency(context: Context, input: ConcurrencyInput): unknown {
  const { record, reference } = requireFunction(context, input);
  authorizeFunction(context, 'GetFunctionConcurrency', reference);
  const { reservedConcurrency } = record;
  return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
}

export function deleteFunctionConcurrency(context: Context, input: ConcurrencyInput): void {
  const { record, reference } = requireFunction(context, input);
  authorizeFunction(context, 'DeleteFunctionConcurrency', reference);
  saveFunction(context, omit(record, 'reservedConcurrency'));
}

export function getAccountSettings(context: Context): unknown {
  context.authorize({ action: 'lambda:GetAccountSettings', resource: '*' });
  const records = [...allFunctions(context, context.caller.account)].map(([, record]) => record);
  return {
    AccountLimit: {
      TotalCodeSize: 80_530_636_800,
      CodeSizeUnzipped: 262_144_000,
      CodeSizeZipped: 52_428_800,
      ConcurrentExecutions: ACCOUNT_CONCURRENCY,
      UnreservedConcurrentExecutions: unreserved(context),
    },
    AccountUsage: {
      TotalCodeSize: records.reduce((sum, { latest }) => sum + latest.codeSize, 0),
      FunctionCount: records.length,
    },
  };
}

/** What is left of the account's concurrency, `except` one function. */
function unreserved(context: Context, except?: FunctionRecord): number {
  let left = ACCOUNT_CONCURRENCY;
  for (const [, { name, reservedConcurrency = 0 }] of allFunctions(context, context.caller.account))
    if (name !== except?.name) left -= reservedConcurrency;
  return left;
}
