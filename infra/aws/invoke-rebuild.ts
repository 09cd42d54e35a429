/** Asks the rebuild function of a read model. */

import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { unavailable } from '../../domain/ports/port-error.ts';
import type { RebuildAnswer, RebuildRequest } from '../../projections/rebuild/rebuild-request.ts';
import type { AwsAccess } from './aws-access.ts';
import { reaching } from './unavailable.ts';

export interface RebuildFunction {
  /** Waits for the answer. Throws `Unavailable` where there is none, or the function failed: it can be asked again. */
  ask(request: RebuildRequest): Promise<RebuildAnswer>;
  /** Does not wait. */
  tell(request: RebuildRequest): Promise<void>;
}

export function rebuildFunctionNamed(access: AwsAccess, functionName: string): RebuildFunction {
  const client = new LambdaClient({ ...access, maxAttempts: 1 });
  const what = `The function ${functionName}`;
  return {
    async ask(request) {
      const command = new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(request) });
      const { FunctionError, Payload } = await reaching(what, () => client.send(command));
      const text = Payload?.transformToString() ?? '';
      if (FunctionError !== undefined) throw unavailable(what, text);
      return JSON.parse(text) as RebuildAnswer;
    },
    async tell(request) {
      const payload = JSON.stringify(request);
      const command = new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload: payload });
      await reaching(what, () => client.send(command));
    },
  };
}
