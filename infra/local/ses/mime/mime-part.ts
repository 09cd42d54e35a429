/** The parts of a raw mail, taken apart as RFC 2045 to 2047 describe them. */

import { decodeTransfer } from './decode-transfer.ts';
import { parseHeaders, parseParameters, type Parameters } from './mime-headers.ts';
import type { MailHeader } from '../mailbox/mail.ts';

export interface MimePart {
  readonly headers: readonly MailHeader[];
  /** Such as `text/plain`, in lower case. */
  readonly contentType: string;
  readonly parameters: Parameters;
  /** `inline` or `attachment`, and the name of a file. */
  readonly disposition: { readonly kind: string; readonly fileName?: string };
  /** Decoded; empty where there are parts instead. */
  readonly body: Buffer;
  readonly parts: readonly MimePart[];
}

/** Deeper than any mail is meant to be. */
const DEEPEST = 20;

/** `source` holds one character for each byte. */
export function mimePart(source: string, depth = 0): MimePart {
  const end = /\r?\n\r?\n/.exec(source);
  const leading = /^\r?\n/.exec(source);
  const [headerEnd, bodyStart] =
    leading !== null
      ? [0, leading[0].length]
      : end === null
        ? [source.length, source.length]
        : [end.index, end.index + end[0].length];
  const headers = parseHeaders(source.slice(0, headerEnd));
  const valueOf = (name: string): string => headers.find((header) => header.name.toLowerCase() === name)?.value ?? '';
  const { value: contentType, parameters } = parseParameters(valueOf('content-type') || 'text/plain');
  const { value: kind, parameters: about } = parseParameters(valueOf('content-disposition'));
  const fileName = about['filename'] ?? parameters['name'];
  const boundary = contentType.startsWith('multipart/') && depth < DEEPEST ? parameters['boundary'] : undefined;
  const content = source.slice(bodyStart);
  return {
    headers,
    contentType,
    parameters,
    disposition: { kind, ...(fileName === undefined ? {} : { fileName }) },
    body: boundary === undefined ? decodeTransfer(content, valueOf('content-transfer-encoding')) : Buffer.alloc(0),
    parts: boundary === undefined ? [] : partsBetween(content, boundary).map((part) => mimePart(part, depth + 1)),
  };
}

function partsBetween(content: string, boundary: string): string[] {
  const escaped = boundary.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const [, ...sections] = `\n${content}`.split(new RegExp(`\\r?\\n--${escaped}(?=--|[ \\t]*(?:\\r?\\n|$))`));
  const closing = sections.findIndex((section) => section.startsWith('--'));
  const open = closing < 0 ? sections : sections.slice(0, closing);
  return open.map((section) => section.replace(/^[ \t]*\r?\n/, ''));
}
