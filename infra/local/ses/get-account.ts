/** `GetAccount`: an account out of the sandbox, which may send to anybody. */

import type { Context } from '../kernel/context.ts';
import { mailsAfter } from './mailbox/mail.ts';

const DAY_MS = 86_400_000;

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html */
export function getAccount(context: Context) {
  context.authorize({ action: 'ses:GetAccount', resource: '*' });
  return {
    DedicatedIpAutoWarmupEnabled: false,
    EnforcementStatus: 'HEALTHY',
    ProductionAccessEnabled: true,
    SendingEnabled: true,
    SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: sentSince(context, context.now - DAY_MS) },
    SuppressionAttributes: { SuppressedReasons: [] },
  };
}

/** The quota is not enforced: recipients of mail that goes nowhere cost nobody anything. */
function sentSince(context: Context, fromMs: number): number {
  let sent = 0;
  for (const { at, to, cc, bcc } of mailsAfter(context))
    if (Date.parse(at) > fromMs) sent += to.length + cc.length + bcc.length;
  return sent;
}
