/** What a reader would see of a raw mail: subject, text, HTML, and which files are attached. */

import type { Attachment, Mail } from '../mailbox/mail.ts';
import { decodeText } from './decode-transfer.ts';
import { mimePart, type MimePart } from './mime-part.ts';

export type ReadMail = Pick<Mail, 'headers' | 'subject' | 'text' | 'html' | 'attachments'>;

export function readMail(bytes: Buffer): ReadMail {
  const root = mimePart(bytes.toString('latin1'));
  const leaves = leavesOf(root);
  const text = leaves.find((part) => isBody(part, 'text/plain'));
  const html = leaves.find((part) => isBody(part, 'text/html'));
  return {
    headers: root.headers,
    subject: root.headers.find(({ name }) => name.toLowerCase() === 'subject')?.value ?? '',
    ...(text === undefined ? {} : { text: textOf(text) }),
    ...(html === undefined ? {} : { html: textOf(html) }),
    attachments: leaves.filter((part) => part !== text && part !== html).map(attachment),
  };
}

function leavesOf(part: MimePart): MimePart[] {
  return part.parts.length === 0 ? [part] : part.parts.flatMap(leavesOf);
}

function isBody({ contentType, disposition }: MimePart, type: string): boolean {
  return contentType === type && disposition.kind !== 'attachment';
}

function textOf({ body, parameters }: MimePart): string {
  return decodeText(body, parameters['charset']);
}

function attachment({ contentType, disposition, body }: MimePart): Attachment {
  return { name: disposition.fileName ?? '', contentType, bytes: body.length };
}
