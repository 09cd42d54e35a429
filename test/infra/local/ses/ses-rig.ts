/** SES and its mailbox in an engine, with the SDK's client for version 2 of the API. */

import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { Caller } from '../../../../infra/local/kernel/context.ts';
import { Wait } from '../../../../infra/local/kernel/wire.ts';
import type { Mail } from '../../../../infra/local/ses/mailbox/mail.ts';
import { mailboxService } from '../../../../infra/local/ses/mailbox/mailbox-service.ts';
import { sesService } from '../../../../infra/local/ses/ses-service.ts';
import { iamService } from '../../../../infra/local/iam/iam-service.ts';
import { reaching, ROOT, testEngine, type TestEngineOptions } from '../test-engine.ts';

export const SENDER = 'shop@example.com';

/** The sender is an identity already. */
export function sesRig(options: TestEngineOptions = {}) {
  const rig = testEngine([sesService(), mailboxService(), iamService()], options);
  const ses = <Output = Record<string, unknown>>(operation: string, input: unknown, caller: Caller = ROOT): Output =>
    rig.call<Output>('ses', operation, input, caller);
  ses('CreateEmailIdentity', { EmailIdentity: SENDER });
  return {
    rig,
    ses,
    client: (caller: Caller = ROOT): SESv2Client => new SESv2Client(reaching(rig.requestHandler('ses', caller))),
    /** Sends a short mail and returns its id. */
    send: (more: object = {}, caller: Caller = ROOT): string =>
      ses<{ MessageId: string }>('SendEmail', { ...simple(), ...more }, caller).MessageId,
    /** Sends a whole mail, given as lines. */
    sendRaw: (lines: readonly string[], more: object = {}): string =>
      ses<{ MessageId: string }>('SendEmail', {
        Content: { Raw: { Data: Buffer.from(lines.join('\r\n')).toString('base64') } },
        ...more,
      }).MessageId,
    mails: (input: object = {}): readonly Mail[] => ses<{ Mail: readonly Mail[] }>('ListMail', input).Mail,
    /** Asks the mailbox as a browser does. */
    get: (url: string, method = 'GET') => {
      const [path = '', query = ''] = url.split('?');
      const request = { method, path, query: new URLSearchParams(query), headers: {}, body: new Uint8Array() };
      const answer = rig.engine.serve({ service: 'mailbox', caller: ROOT, arrivedMs: rig.now(), request });
      if (answer instanceof Wait) throw new Error('not to be waited for');
      return { status: answer.status, headers: answer.headers, body: String(answer.body) };
    },
  };
}

export function simple(text = 'Hello') {
  return {
    FromEmailAddress: SENDER,
    Destination: { ToAddresses: ['ann@example.org'] },
    Content: { Simple: { Subject: { Data: 'Hi' }, Body: { Text: { Data: text } } } },
  };
}
