/** Mail by Amazon SES: one request for each, never repeated by itself. */

import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { SendEmailCommand, type SESv2Client, type SESv2ClientConfig } from '@aws-sdk/client-sesv2';
import type { Mailer, Posting } from '../../domain/ports/mailer.ts';
import { unavailable } from '../../domain/ports/port-error.ts';
import { isTransient } from './unavailable.ts';

/**
 * A client that asks once, on a connection of its own: the SDK would repeat a request whose answer got lost, and one
 * on a connection that died while its sandbox was frozen ends in not knowing. Times in milliseconds.
 */
export const sesClientSettings = {
  maxAttempts: 1,
  requestHandler: {
    httpAgent: new HttpAgent({ keepAlive: false }),
    httpsAgent: new HttpsAgent({ keepAlive: false }),
    connectionTimeout: 3_000,
    socketTimeout: 10_000,
  },
} satisfies SESv2ClientConfig;

/** `sender` is a verified identity. */
export function sesMailer(client: SESv2Client, sender: string): Mailer {
  return {
    async post({ to, subject, text, html }): Promise<Posting> {
      const command = new SendEmailCommand({
        FromEmailAddress: sender,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: {
            Subject: { Data: subject, Charset: 'UTF-8' },
            Body: { Text: { Data: text, Charset: 'UTF-8' }, Html: { Data: html, Charset: 'UTF-8' } },
            // So that no absence note comes back: https://www.rfc-editor.org/rfc/rfc3834#section-5
            Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }],
          },
        },
      });
      try {
        const { MessageId = '' } = await client.send(command);
        return { type: 'accepted', messageId: MessageId };
      } catch (error) {
        return judged(error);
      }
    },
  };
}

/** About the mail or its recipient; anything else that SES answers is about the account, and can be mended. */
const REFUSALS = new Set(['MessageRejected', 'BadRequestException']);
/** No connection came about, so no request was made. */
const NEVER_ASKED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html */
function judged(error: unknown): Posting {
  const { name, code = '', $metadata } = error as NodeJS.ErrnoException & { readonly $metadata?: Answer };
  const reason = reasonOf(error);
  if (REFUSALS.has(name)) return { type: 'refused', reason };
  const answered = $metadata?.httpStatusCode !== undefined;
  if (!answered && !NEVER_ASKED.has(code)) return { type: 'unknown', reason };
  throw isTransient(error) ? unavailable('SES', new Error(reason)) : new Error(reason);
}

interface Answer {
  readonly httpStatusCode?: number;
}

/** What the error says, without the addresses it may name. */
function reasonOf(error: unknown): string {
  const { name, message } = error as Error;
  return `${name}: ${message}`.replaceAll(/[^\s<>,;:'"`]+@[^\s<>,;:'"`]+/g, '<address>');
}
