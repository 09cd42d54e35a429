/** How AWS names a caller: in policies, in refusals, and to itself. */

import type { Caller } from './context.ts';

/** The administrator of an account. */
export function rootArn(account: string): string {
  return `arn:aws:iam::${account}:root`;
}

/** The ARN of a role's session, such as `arn:aws:sts::000000000000:assumed-role/Recorder/recorder`. */
export function sessionArn({ account, roleArn, session }: Extract<Caller, { type: 'role' }>): string {
  return `arn:aws:sts::${account}:assumed-role/${roleArn.split('/').at(-1)}/${session}`;
}

/** Who a refusal says was refused; a service has a name only. */
export function callerArn(caller: Caller): string {
  if (caller.type === 'role') return sessionArn(caller);
  return caller.type === 'root' ? rootArn(caller.account) : caller.principal;
}
