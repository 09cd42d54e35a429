/** Makes the input of an upload from the fields of a form: most of them are headers under the same name. */

import { encodeMetadata } from '../wire/header-text.ts';
import { parseXml } from '../wire/xml-body.ts';
import { readInput } from '../wire/read-input.ts';
import { readTags } from '../wire/read-body.ts';

/** Fields that mean what the header does. https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html */
const HEADERS = new Set([
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-md5',
  'content-type',
  'expires',
]);
const SIGNING = /^x-amz-(algorithm|credential|date|signature|security-token)$/;

/** Every member but the body. */
export function formInput(bucket: string, fields: ReadonlyMap<string, string>): Record<string, unknown> {
  const headers = Object.fromEntries([...fields].flatMap(([name, value]) => headerOf(name, value)));
  const address = { method: 'PUT', bucket, key: fields.get('key') };
  return readInput({ ...address, query: new URLSearchParams(), headers, content: new Uint8Array() });
}

function headerOf(name: string, value: string): [string, string][] {
  if (name === 'acl') return [['x-amz-acl', value]];
  if (name === 'tagging') return [['x-amz-tagging', taggingHeader(value)]];
  if (name.startsWith('x-amz-meta-')) return [[name, encodeMetadata(value)]];
  const isHeader = HEADERS.has(name) || (name.startsWith('x-amz-') && !SIGNING.test(name));
  return isHeader ? [[name, value]] : [];
}

/** A form has tags in XML, as PutObjectTagging has. Throws MalformedXML. */
function taggingHeader(xml: string): string {
  const tags = readTags(parseXml(Buffer.from(xml), 'Tagging'));
  return new URLSearchParams(tags.map(({ Key, Value }): [string, string] => [Key, Value])).toString();
}
