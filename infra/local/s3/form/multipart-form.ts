/** Takes a browser's form apart: text fields, and the file that ends them. https://www.rfc-editor.org/rfc/rfc7578 */

import { invalidArgument, preconditionFailed, s3Error } from '../s3-error.ts';

export interface UploadForm {
  /** Names in lower case; what stands behind the file does not count. */
  readonly fields: ReadonlyMap<string, string>;
  readonly file: FormFile;
}

export interface FormFile {
  /** As the browser names it, without directories. */
  readonly name: string;
  /** A view of the request's body. */
  readonly content: Uint8Array;
}

/** Everything before the file's content. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTForms.html */
const MAX_PRECEDING_BYTES = 20 * 1024;

/** Throws PreconditionFailed for another kind of body, MalformedPOSTRequest, or InvalidArgument without a file. */
export function parseForm(body: Uint8Array, contentType = ''): UploadForm {
  const boundary = boundaryOf(contentType);
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const fields = new Map<string, string>();
  for (const part of partsOf(bytes, boundary)) {
    if (part.start > MAX_PRECEDING_BYTES) throw precedingTooLong();
    const { name, fileName } = disposition(part.head);
    const content = bytes.subarray(part.start, part.end);
    if (name === 'file') return { fields, file: { name: baseName(fileName), content } };
    fields.set(name, content.toString('utf8'));
  }
  throw invalidArgument('POST requires exactly one file upload per request.', 'file', '0');
}

function boundaryOf(contentType: string): string {
  if (!/^multipart\/form-data\b/i.test(contentType))
    throw preconditionFailed('Bucket POST must be of the enclosure-type multipart/form-data');
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/i.exec(contentType) ?? [];
  return `--${quoted ?? plain ?? malformed()}`;
}

interface Part {
  readonly head: string;
  readonly start: number;
  readonly end: number;
}

function* partsOf(bytes: Buffer, boundary: string): Generator<Part> {
  const delimiter = `\r\n${boundary}`;
  let at = bytes.indexOf(boundary);
  if (at < 0) malformed();
  at += boundary.length;
  while (bytes.toString('latin1', at, at + 2) === '\r\n') {
    const headEnd = bytes.indexOf('\r\n\r\n', at);
    const start = headEnd + 4;
    const end = headEnd < 0 ? -1 : bytes.indexOf(delimiter, start);
    if (end < 0) malformed();
    yield { head: bytes.toString('utf8', at + 2, headEnd), start, end };
    at = end + delimiter.length;
  }
  if (bytes.toString('latin1', at, at + 2) !== '--') malformed();
}

function disposition(head: string): { readonly name: string; readonly fileName: string } {
  const line = /^content-disposition:\s*form-data(.*)$/im.exec(head)?.[1] ?? malformed();
  const name = parameter(line, 'name') ?? malformed();
  return { name: name.toLowerCase(), fileName: parameter(line, 'filename') ?? '' };
}

/** Browsers write a quote inside a value as `%22`, curl with a backslash; other backslashes are directories. */
function parameter(line: string, name: string): string | undefined {
  const [, quoted, plain] = new RegExp(`;\\s*${name}=(?:"((?:\\\\"|[^"])*)"|([^;\\s]+))`, 'i').exec(line) ?? [];
  return quoted?.replaceAll('\\"', '"').replaceAll('%22', '"') ?? plain;
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

function precedingTooLong() {
  const message = 'Your POST request fields preceding the upload file were too large.';
  return s3Error('MaxPostPreDataLengthExceeded', 400, message);
}

function malformed(): never {
  const message = 'The body of your POST request is not well-formed multipart/form-data.';
  throw s3Error('MalformedPOSTRequest', 400, message);
}
