/** A mail as the sender gave it, whichever way: simple, or whole and raw. */

import { badRequest, unsupported } from '../ses-errors.ts';
import { readMail } from '../mime/read-mail.ts';
import type { Mail } from '../mailbox/mail.ts';
import { splitAddresses } from './address.ts';

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html */
export interface SendEmailInput {
  readonly FromEmailAddress?: string;
  readonly Destination?: {
    readonly ToAddresses?: readonly string[];
    readonly CcAddresses?: readonly string[];
    readonly BccAddresses?: readonly string[];
  };
  readonly ReplyToAddresses?: readonly string[];
  readonly FeedbackForwardingEmailAddress?: string;
  readonly Content?: {
    readonly Simple?: SimpleContent;
    /** `Data` in base64. */
    readonly Raw?: { readonly Data?: string };
    readonly Template?: unknown;
  };
  readonly EmailTags?: readonly { readonly Name?: string; readonly Value?: string }[];
  readonly ConfigurationSetName?: string;
}

interface Text {
  readonly Data?: string;
}

interface SimpleContent {
  readonly Subject?: Text;
  readonly Body?: { readonly Text?: Text; readonly Html?: Text };
  readonly Headers?: readonly { readonly Name: string; readonly Value: string }[];
  readonly Attachments?: readonly unknown[];
}

export interface OutgoingMail extends Omit<Mail, 'id' | 'at' | 'tags' | 'configurationSet'> {
  readonly bytes: number;
}

/** What the request says stands above what the raw mail's headers say. */
export function outgoingMail(input: SendEmailInput): OutgoingMail {
  const { Simple, Raw, Template } = input.Content ?? {};
  if (Template !== undefined) throw unsupported('templates');
  if ((Simple === undefined) === (Raw === undefined)) throw badRequest('Content must be either Simple or Raw.');
  return Simple === undefined ? rawMail(input, Raw?.Data ?? '') : simpleMail(input, Simple);
}

function simpleMail(input: SendEmailInput, content: SimpleContent): OutgoingMail {
  const { FromEmailAddress: from = '', Destination = {}, ReplyToAddresses = [] } = input;
  const { Subject, Body, Headers = [], Attachments = [] } = content;
  if (Attachments.length > 0) throw unsupported('attachments beside raw mail');
  if (from === '') throw badRequest("Missing required header 'From'.");
  if (Subject?.Data === undefined) throw badRequest('Subject must not be null.');
  const [text, html] = [Body?.Text?.Data, Body?.Html?.Data];
  if (text === undefined && html === undefined) throw badRequest('Body must have a Text or an Html part.');
  return {
    from,
    to: Destination.ToAddresses ?? [],
    cc: Destination.CcAddresses ?? [],
    bcc: Destination.BccAddresses ?? [],
    replyTo: ReplyToAddresses,
    subject: Subject.Data,
    ...(text === undefined ? {} : { text }),
    ...(html === undefined ? {} : { html }),
    headers: Headers.map(({ Name: name, Value: value }) => ({ name, value })),
    attachments: [],
    bytes: Buffer.byteLength(Subject.Data) + Buffer.byteLength(text ?? '') + Buffer.byteLength(html ?? ''),
  };
}

function rawMail(input: SendEmailInput, data: string): OutgoingMail {
  const bytes = Buffer.from(data, 'base64');
  const { headers, ...read } = readMail(bytes);
  const headerOf = (name: string): string => headers.find((header) => header.name.toLowerCase() === name)?.value ?? '';
  const from = input.FromEmailAddress ?? headerOf('from');
  if (from === '') throw badRequest("Missing required header 'From'.");
  const { ToAddresses, CcAddresses, BccAddresses } = input.Destination ?? {};
  const given = ToAddresses ?? CcAddresses ?? BccAddresses;
  const recipients = (name: string, addresses: readonly string[] | undefined): readonly string[] =>
    given === undefined ? splitAddresses(headerOf(name)) : (addresses ?? []);
  return {
    from,
    to: recipients('to', ToAddresses),
    cc: recipients('cc', CcAddresses),
    bcc: recipients('bcc', BccAddresses),
    replyTo: input.ReplyToAddresses ?? splitAddresses(headerOf('reply-to')),
    ...read,
    headers: headers.filter(({ name }) => name.toLowerCase() !== 'bcc'),
    bytes: bytes.length,
  };
}
