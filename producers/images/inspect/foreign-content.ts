/** Looks for other formats within a picture: programs that guess types would run or unpack them. */

/**
 * What begins other formats wherever it stands, long enough not to turn up in compressed pixels by chance: in 15 MB of
 * random bytes once in some 100,000 files at most.
 */
const text = /<\?php\s|<script[\s>]|<html[\s>]|<!doctype\s{1,4}html|<svg\s{1,4}xmlns|__HALT_COMPILER|%PDF-\d\./i;

const names: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a script', /^(?:<\?php|<script|__halt)/i],
  ['a web page', /^<(?:html|!doctype)/i],
  ['an SVG drawing', /^<svg/i],
  ['a PDF document', /^%pdf/i],
];

/** RAR and 7z. */
const archives = ['Rar!\x1a\x07', "7z\xbc\xaf'\x1c"].map((signature) => Buffer.from(signature, 'latin1'));

/** What else the file is or holds, with its article; undefined for nothing but a picture. */
export function foreignContent(bytes: Buffer): string | undefined {
  if (archives.some((signature) => bytes.includes(signature))) return 'an archive';
  if (endsAsZip(bytes)) return 'a ZIP archive';
  const found = text.exec(bytes.toString('latin1'))?.[0];
  return found === undefined ? undefined : names.find(([, pattern]) => pattern.test(found))?.[0];
}

const END_OF_DIRECTORY = Buffer.from('PK\x05\x06', 'latin1');
/** The record and the longest comment after it. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.16 */
const LONGEST_END = 22 + 0xffff;

/** ZIP is read from its end, so a picture in front of it changes nothing. */
function endsAsZip(bytes: Buffer): boolean {
  const tail = bytes.subarray(-LONGEST_END);
  let at = tail.indexOf(END_OF_DIRECTORY);
  while (at >= 0) {
    if (isEndOfDirectory(tail.subarray(at))) return true;
    at = tail.indexOf(END_OF_DIRECTORY, at + 1);
  }
  return false;
}

/** The first disk is 0, entries on this disk and in all agree, and the comment fits: chance hardly does that. */
function isEndOfDirectory(record: Buffer): boolean {
  if (record.length < 22 || record.readUInt32LE(4) !== 0) return false;
  return record.readUInt16LE(8) === record.readUInt16LE(10) && 22 + record.readUInt16LE(20) <= record.length;
}
