/**
 * Reads text that travelled as an HTTP header: plain, percent-encoded by a careful sender, or as S3 gives it back,
 * encoded as in e-mail. https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
 */

/** https://www.rfc-editor.org/rfc/rfc2047#section-2 */
const encodedWord = /=\?([\w-]+)\?([BQ])\?([^? ]*)\?=/gi;
const betweenWords = /(?<=\?=)\s+(?==\?)/g;

/** The text in clear; what cannot be decoded stands for itself. */
export function metadataText(value: string): string {
  const words = value.replace(betweenWords, '');
  const text = words.replace(encodedWord, (word, charset: string, encoding: string, content: string) => {
    const bytes = encoding.toUpperCase() === 'B' ? Buffer.from(content, 'base64') : quotedBytes(content);
    return decodedText(bytes, charset) ?? word;
  });
  return text === value ? percentDecoded(value) : text;
}

function quotedBytes(content: string): Buffer {
  const text = content
    .replaceAll('_', ' ')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, 'latin1');
}

function decodedText(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value).toWellFormed();
  } catch {
    return value.toWellFormed();
  }
}
