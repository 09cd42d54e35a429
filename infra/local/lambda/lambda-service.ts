/** AWS Lambda: functions, their invocations, and the event source mappings that feed them. */

import type { Context } from '../kernel/context.ts';
import type { Service } from '../kernel/service.ts';
import { accountsWithFunctions } from './function/function-record.ts';
import { dispatchEvent } from './invoke/async-event.ts';
import { recoverInvocations } from './invoke/complete-invocation.ts';
import { sweepAnswers } from './invoke/invoke.ts';
import { provisionAgain } from './invoke/provisioned-concurrency.ts';
import { onSourceSignal, pollTask } from './mapping/poll.ts';
import { lambdaOperations } from './lambda-operations.ts';
import { lambdaResources } from './lambda-resources.ts';
import { restProtocol } from './rest-protocol.ts';

/**
 * Its core asks for code to be run by effects `lambda.run` (a `RunRequest`) and learns of the end through the operation
 * `CompleteInvocation`. `lambdaPerformer` does that with worker threads.
 */
export function lambdaService(): Service {
  return {
    name: 'lambda',
    operations: lambdaOperations,
    ...restProtocol(lambdaOperations),
    tasks: { dispatchEvent, poll: pollTask, sweepAnswers },
    onSignal: onSourceSignal,
    recover(context: Context) {
      for (const account of accountsWithFunctions(context)) {
        recoverInvocations(context, account);
        provisionAgain(context, account);
      }
    },
    resources: lambdaResources,
  };
}
