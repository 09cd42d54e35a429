/** A service of one operation that notes what it is called with and by whom, and refuses when told to. */

import type { AwsError } from '../../../../infra/local/kernel/aws-error.ts';
import type { Caller } from '../../../../infra/local/kernel/context.ts';
import { jsonProtocol } from '../../../../infra/local/kernel/json-protocol.ts';
import type { Service } from '../../../../infra/local/kernel/service.ts';

export interface TargetService {
  readonly service: Service;
  readonly calls: {
    readonly input: Readonly<Record<string, unknown>>;
    readonly caller: Caller;
    readonly atMs: number;
  }[];
  /** Every call is refused from now on, or accepted again. */
  refuseWith(error: AwsError | undefined): void;
}

export function targetService(name: string, operation: string): TargetService {
  const calls: TargetService['calls'] = [];
  let refusal: AwsError | undefined;
  const operations: Service['operations'] = {
    [operation]({ caller, now }, input: Readonly<Record<string, unknown>>) {
      calls.push({ input, caller, atMs: now });
      if (refusal !== undefined) throw refusal;
      return {};
    },
  };
  return {
    service: { name, operations, ...jsonProtocol(operations, { version: '1.1' }) },
    calls,
    refuseWith(error) {
      refusal = error;
    },
  };
}
