/** The mailbox as a browser or a script reads it: a list of all mail, and each mail as its reader would see it. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import type { Service } from '../../kernel/service.ts';
import type { WireRequest, WireResponse } from '../../kernel/wire.ts';
import { listMail } from './list-mail.ts';
import { findMail } from './mail.ts';
import { mailPage } from './mail-page.ts';

/** Where the mailbox lies; no bucket and no API of AWS has a name like it. */
const MAILBOX_PATH = '/_local/mail';

export function isMailboxPath(path: string): boolean {
  return path === MAILBOX_PATH || path.startsWith(`${MAILBOX_PATH}/`);
}

/** `GET /_local/mail?to=&after=&limit=` and `GET /_local/mail/{id}`. */
export function mailboxService(): Service {
  return { name: 'mailbox', operations: {}, serve: serveMailbox, refuse };
}

function serveMailbox(context: Context, request: WireRequest): WireResponse {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    throw new AwsError('MethodNotAllowed', 'The mailbox can only be read.', { status: 405 });
  if (request.path === MAILBOX_PATH) return list(context, request.query);
  const mail = findMail(context, request.path.slice(MAILBOX_PATH.length + 1));
  if (mail === undefined) throw new AwsError('NotFound', 'There is no such mail.', { status: 404 });
  return mailPage(mail);
}

function list(context: Context, query: URLSearchParams): WireResponse {
  const [to, after, limit] = [query.get('to'), query.get('after'), query.get('limit')];
  if (limit !== null && !/^\d{1,9}$/.test(limit))
    throw new AwsError('BadRequest', 'The limit must be a whole number.', { status: 400 });
  const { Mail } = listMail(context, {
    ...(to === null ? {} : { to }),
    ...(after === null ? {} : { after }),
    ...(limit === null ? {} : { limit: Number(limit) }),
  });
  return { status: 200, headers: JSON_HEADERS, body: JSON.stringify(Mail) };
}

const JSON_HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-store' };

function refuse({ status, code, message }: AwsError): WireResponse {
  return { status, headers: JSON_HEADERS, body: JSON.stringify({ error: code, message }) };
}
