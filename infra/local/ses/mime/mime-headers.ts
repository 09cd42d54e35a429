/** The headers of a mail or of one of its parts. */

import type { MailHeader } from '../mailbox/mail.ts';
import { decodeQuoted, decodeText } from './decode-transfer.ts';

export type Parameters = Readonly<Record<string, string>>;

/** Folded lines are joined and encoded words decoded. `source` holds one character for each byte. */
export function parseHeaders(source: string): MailHeader[] {
  const lines = source.replace(/\r?\n(?=[ \t])/g, '').split(/\r?\n/);
  return lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return colon < 1 ? [] : [{ name: line.slice(0, colon).trim(), value: decodeWords(line.slice(colon + 1).trim()) }];
  });
}

const WORD = /=\?([^?*]+)(?:\*[^?]*)?\?([bq])\?([^?]*)\?=/gi;

/** `=?utf-8?q?Gr=C3=BC=C3=9Fe?=` and the like. https://www.rfc-editor.org/rfc/rfc2047 */
function decodeWords(value: string): string {
  const text = Buffer.from(value, 'latin1').toString('utf8');
  return text.replace(/\?=\s+(?==\?)/g, '?=').replace(WORD, (_, charset: string, kind: string, word: string) => {
    const isBase64 = kind.toLowerCase() === 'b';
    const bytes = isBase64
      ? Buffer.from(word, 'base64')
      : Buffer.from(decodeQuoted(word.replaceAll('_', ' ')), 'latin1');
    return decodeText(bytes, charset);
  });
}

/** A value with parameters, such as `text/html; charset=utf-8`; value and names in lower case. */
export function parseParameters(header: string): { readonly value: string; readonly parameters: Parameters } {
  const [value = '', ...rest] = header.match(/(?:"(?:\\.|[^"\\])*"|[^;"])+/g) ?? [];
  const parameters = rest.flatMap((parameter) => {
    const [, name = '', text = ''] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/s.exec(parameter) ?? [];
    return name === '' ? [] : [[name.toLowerCase(), text.replace(/^"(.*)"$/s, '$1').replace(/\\(.)/g, '$1')]];
  });
  return { value: value.trim().toLowerCase(), parameters: Object.fromEntries(parameters) as Parameters };
}
