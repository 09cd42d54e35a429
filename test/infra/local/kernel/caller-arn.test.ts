import { expect, test } from 'vitest';
import { callerArn } from '../../../../infra/local/kernel/caller-arn.ts';
import type { Caller } from '../../../../infra/local/kernel/context.ts';

const account = '111122223333';

test.each<[Caller, string]>([
  [{ type: 'root', account }, `arn:aws:iam::${account}:root`],
  [
    { type: 'role', account, roleArn: `arn:aws:iam::${account}:role/a/path/Reader`, session: 'me' },
    `arn:aws:sts::${account}:assumed-role/Reader/me`,
  ],
  [{ type: 'service', account, principal: 'events.amazonaws.com' }, 'events.amazonaws.com'],
])('%o is %s to AWS', (caller, arn) => expect(callerArn(caller)).toBe(arn));
