/** Undoes the encodings in which mail carries its bytes as plain characters. */

/** The bytes of a body; `content` holds one character for each byte. https://www.rfc-editor.org/rfc/rfc2045#section-6 */
export function decodeTransfer(content: string, encoding: string): Buffer {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return Buffer.from(content, 'base64');
    case 'quoted-printable':
      return Buffer.from(decodeQuoted(content.replace(/[ \t]+(?=\r?\n|$)/g, '').replace(/=\r?\n/g, '')), 'latin1');
    default:
      return Buffer.from(content, 'latin1');
  }
}

/** `=C3` and the like become the characters of these bytes. */
export function decodeQuoted(text: string): string {
  return text.replace(/=([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
}

/** Bytes as text; of a character set nobody knows, as UTF-8. */
export function decodeText(bytes: Buffer, charset = 'utf-8'): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
